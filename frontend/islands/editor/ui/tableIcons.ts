// The icons of tables and layouts, from Lucide.
import widthText from "lucide-static/icons/align-center.svg?raw";
import alignMiddle from "lucide-static/icons/align-vertical-justify-center.svg?raw";
import alignBottom from "lucide-static/icons/align-vertical-justify-end.svg?raw";
import alignTop from "lucide-static/icons/align-vertical-justify-start.svg?raw";
import sortUp from "lucide-static/icons/arrow-down-a-z.svg?raw";
import sortDown from "lucide-static/icons/arrow-down-z-a.svg?raw";
import arrowLeft from "lucide-static/icons/arrow-left.svg?raw";
import arrowRight from "lucide-static/icons/arrow-right.svg?raw";
import moveDown from "lucide-static/icons/chevron-down.svg?raw";
import moveLeft from "lucide-static/icons/chevron-left.svg?raw";
import moveRight from "lucide-static/icons/chevron-right.svg?raw";
import moveUp from "lucide-static/icons/chevron-up.svg?raw";
import columns3 from "lucide-static/icons/columns-3.svg?raw";
import narrower from "lucide-static/icons/fold-horizontal.svg?raw";
import gripHorizontal from "lucide-static/icons/grip-horizontal.svg?raw";
import gripVertical from "lucide-static/icons/grip-vertical.svg?raw";
import rowNumbers from "lucide-static/icons/list-ordered.svg?raw";
import widthWide from "lucide-static/icons/move-horizontal.svg?raw";
import palette from "lucide-static/icons/paint-bucket.svg?raw";
import headerColumn from "lucide-static/icons/panel-left.svg?raw";
import sidebarLeft from "lucide-static/icons/panel-left.svg?raw";
import sidebarRight from "lucide-static/icons/panel-right.svg?raw";
import headerRow from "lucide-static/icons/panel-top.svg?raw";
import sidebars from "lucide-static/icons/panels-left-right.svg?raw";
import remove from "lucide-static/icons/square-x.svg?raw";
import widthFull from "lucide-static/icons/stretch-horizontal.svg?raw";
import merge from "lucide-static/icons/table-cells-merge.svg?raw";
import split from "lucide-static/icons/table-cells-split.svg?raw";
import wider from "lucide-static/icons/unfold-horizontal.svg?raw";
import ungroup from "lucide-static/icons/ungroup.svg?raw";

export const TABLE_ICONS = {
  alignBottom,
  alignMiddle,
  alignTop,
  arrowLeft,
  arrowRight,
  columns3,
  gripHorizontal,
  gripVertical,
  rowNumbers,
  headerColumn,
  headerRow,
  merge,
  moveDown,
  moveLeft,
  moveRight,
  moveUp,
  narrower,
  palette,
  remove,
  sidebarLeft,
  sidebarRight,
  sidebars,
  sortDown,
  sortUp,
  split,
  ungroup,
  wider,
  widthFull,
  widthText,
  widthWide,
};
