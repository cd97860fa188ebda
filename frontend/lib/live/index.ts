export { keepOnDevice, NO_PERSISTENCE, type Persistence } from "./persistence";
export { type LiveOptions, LiveProvider } from "./provider";
export type { LiveState, LiveStatus } from "./state";
