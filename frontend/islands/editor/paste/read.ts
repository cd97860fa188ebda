// Pasted HTML as ADF and as a slice of the document.
import { DOMParser as Reader, type Schema } from "@tiptap/pm/model";
import { type AdfNode, proseMirrorToAdf } from "../schema/adf";
import { cleanHtml } from "./clean";
import { each } from "./tree";

/** The whole as a document, as it would be pasted; pictures whose bytes are needed are left as words. */
export function htmlToAdf(html: string, schema: Schema): AdfNode {
  const { root } = cleanHtml(html);
  each(root, "img", (image) => {
    if (!/^(https?:|\/)/i.test(image.getAttribute("src") ?? "")) image.replaceWith(image.getAttribute("alt") ?? "");
  });
  return proseMirrorToAdf(Reader.fromSchema(schema).parse(root).toJSON() as AdfNode);
}
