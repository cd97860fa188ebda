// What a decision's page does in the browser.
import "./decision-ballot";
import "./decision-cut";
import "./decision-focus";
import "./decision-frameworks";
import "./decision-panels";
import "./decision-table";
