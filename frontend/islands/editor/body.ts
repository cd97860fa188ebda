/** The name of the Yjs fragment that holds a page's body; the server writes the same one. */
export const BODY = "body";
