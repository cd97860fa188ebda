// One file per habit. Each listens on the document, so what htmx swaps in needs no setting up.
import "./htmx";
import "./confirm";
import "./dialogs";
import "./menus";
import "./toasts";
import "./theme";
import "./sidebar";
import "./tree";
import "./combobox";
import "./palette";
import "./shortcuts";
import "./typing";
import "./unsaved";
import "./times";
import "./links";
import "./outline";
import "./decision";
