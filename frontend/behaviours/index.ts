// One file per habit. Each listens on the document, so what htmx swaps in needs no setting up.
import "./htmx";
