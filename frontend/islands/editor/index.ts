// The entry of the editor's bundle: only pages that are being edited load it.
import "../../styles/editor.css";
import { CairnEditor } from "./element";

if (!customElements.get("cairn-editor")) customElements.define("cairn-editor", CairnEditor);
