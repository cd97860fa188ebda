// The larger part of the editor, once it is there: an element that is put into the page then opens at once, while asking
// for a module that is there already takes turns of the browser's.
import type { Workbench } from "./workbench";

export const loaded: { Workbench: typeof Workbench | null } = { Workbench: null };
