// The icons of the editor, from Lucide, as SVG source that the bundle carries.

import accessibility from "lucide-static/icons/accessibility.svg?raw";
import mediaCenter from "lucide-static/icons/align-horizontal-justify-center.svg?raw";
import mediaEnd from "lucide-static/icons/align-horizontal-justify-end.svg?raw";
import mediaStart from "lucide-static/icons/align-horizontal-justify-start.svg?raw";
import embed from "lucide-static/icons/app-window.svg?raw";
import arrowDown from "lucide-static/icons/arrow-down.svg?raw";
import arrowUp from "lucide-static/icons/arrow-up.svg?raw";
import atSign from "lucide-static/icons/at-sign.svg?raw";
import baseline from "lucide-static/icons/baseline.svg?raw";
import rowBelow from "lucide-static/icons/between-horizontal-end.svg?raw";
import columnRight from "lucide-static/icons/between-vertical-end.svg?raw";
import bold from "lucide-static/icons/bold.svg?raw";
import bookmark from "lucide-static/icons/bookmark.svg?raw";
import calendar from "lucide-static/icons/calendar.svg?raw";
import caption from "lucide-static/icons/captions.svg?raw";
import caseSensitive from "lucide-static/icons/case-sensitive.svg?raw";
import check from "lucide-static/icons/check.svg?raw";
import chevronDown from "lucide-static/icons/chevron-down.svg?raw";
import chevronLeft from "lucide-static/icons/chevron-left.svg?raw";
import chevronRight from "lucide-static/icons/chevron-right.svg?raw";
import chevronUp from "lucide-static/icons/chevron-up.svg?raw";
import circleCheck from "lucide-static/icons/circle-check.svg?raw";
import code from "lucide-static/icons/code.svg?raw";
import codeXml from "lucide-static/icons/code-xml.svg?raw";
import columns from "lucide-static/icons/columns-2.svg?raw";
import copy from "lucide-static/icons/copy.svg?raw";
import download from "lucide-static/icons/download.svg?raw";
import ellipsis from "lucide-static/icons/ellipsis.svg?raw";
import full from "lucide-static/icons/expand.svg?raw";
import external from "lucide-static/icons/external-link.svg?raw";
import eyeOff from "lucide-static/icons/eye-off.svg?raw";
import suggest from "lucide-static/icons/file-pen-line.svg?raw";
import fileSymlink from "lucide-static/icons/file-symlink.svg?raw";
import file from "lucide-static/icons/file-text.svg?raw";
import video from "lucide-static/icons/film.svg?raw";
import folder from "lucide-static/icons/folder.svg?raw";
import folderTree from "lucide-static/icons/folder-tree.svg?raw";
import globe from "lucide-static/icons/globe.svg?raw";
import grip from "lucide-static/icons/grip-vertical.svg?raw";
import hash from "lucide-static/icons/hash.svg?raw";
import heading1 from "lucide-static/icons/heading-1.svg?raw";
import heading2 from "lucide-static/icons/heading-2.svg?raw";
import heading3 from "lucide-static/icons/heading-3.svg?raw";
import heading4 from "lucide-static/icons/heading-4.svg?raw";
import heading5 from "lucide-static/icons/heading-5.svg?raw";
import heading6 from "lucide-static/icons/heading-6.svg?raw";
import image from "lucide-static/icons/image.svg?raw";
import replace from "lucide-static/icons/image-up.svg?raw";
import info from "lucide-static/icons/info.svg?raw";
import italic from "lucide-static/icons/italic.svg?raw";
import keyboard from "lucide-static/icons/keyboard.svg?raw";
import lightbulb from "lucide-static/icons/lightbulb.svg?raw";
import link from "lucide-static/icons/link.svg?raw";
import list from "lucide-static/icons/list.svg?raw";
import expand from "lucide-static/icons/list-collapse.svg?raw";
import outdent from "lucide-static/icons/list-indent-decrease.svg?raw";
import indent from "lucide-static/icons/list-indent-increase.svg?raw";
import listOrdered from "lucide-static/icons/list-ordered.svg?raw";
import listTree from "lucide-static/icons/list-tree.svg?raw";
import lock from "lucide-static/icons/lock.svg?raw";
import map from "lucide-static/icons/map.svg?raw";
import messageCircleQuestion from "lucide-static/icons/message-circle-question-mark.svg?raw";
import comment from "lucide-static/icons/message-square-plus.svg?raw";
import rule from "lucide-static/icons/minus.svg?raw";
import note from "lucide-static/icons/notebook-pen.svg?raw";
import octagonX from "lucide-static/icons/octagon-x.svg?raw";
import paperclip from "lucide-static/icons/paperclip.svg?raw";
import pencil from "lucide-static/icons/pencil.svg?raw";
import pilcrow from "lucide-static/icons/pilcrow.svg?raw";
import plus from "lucide-static/icons/plus.svg?raw";
import cardIcon from "lucide-static/icons/rectangle-horizontal.svg?raw";
import redo from "lucide-static/icons/redo-2.svg?raw";
import turn from "lucide-static/icons/refresh-cw.svg?raw";
import regex from "lucide-static/icons/regex.svg?raw";
import clear from "lucide-static/icons/remove-formatting.svg?raw";
import scale from "lucide-static/icons/scale.svg?raw";
import decision from "lucide-static/icons/scale.svg?raw";
import search from "lucide-static/icons/search.svg?raw";
import settings from "lucide-static/icons/settings-2.svg?raw";
import sheet from "lucide-static/icons/sheet.svg?raw";
import sigma from "lucide-static/icons/sigma.svg?raw";
import smile from "lucide-static/icons/smile.svg?raw";
import border from "lucide-static/icons/square.svg?raw";
import task from "lucide-static/icons/square-check-big.svg?raw";
import strike from "lucide-static/icons/strikethrough.svg?raw";
import subscript from "lucide-static/icons/subscript.svg?raw";
import superscript from "lucide-static/icons/superscript.svg?raw";
import table from "lucide-static/icons/table.svg?raw";
import tableProperties from "lucide-static/icons/table-properties.svg?raw";
import status from "lucide-static/icons/tag.svg?raw";
import alignCenter from "lucide-static/icons/text-align-center.svg?raw";
import alignEnd from "lucide-static/icons/text-align-end.svg?raw";
import alignStart from "lucide-static/icons/text-align-start.svg?raw";
import wrapText from "lucide-static/icons/text-initial.svg?raw";
import quote from "lucide-static/icons/text-quote.svg?raw";
import wrap from "lucide-static/icons/text-wrap.svg?raw";
import trash from "lucide-static/icons/trash-2.svg?raw";
import warning from "lucide-static/icons/triangle-alert.svg?raw";
import underline from "lucide-static/icons/underline.svg?raw";
import undo from "lucide-static/icons/undo-2.svg?raw";
import wide from "lucide-static/icons/unfold-horizontal.svg?raw";
import unlink from "lucide-static/icons/unlink.svg?raw";
import users from "lucide-static/icons/users.svg?raw";
import wholeWord from "lucide-static/icons/whole-word.svg?raw";
import workflow from "lucide-static/icons/workflow.svg?raw";
import close from "lucide-static/icons/x.svg?raw";
import { TABLE_ICONS } from "./tableIcons";

const ICONS = {
  eyeOff,
  ...TABLE_ICONS,
  settings,
  sheet,
  tableProperties,
  fileSymlink,
  bookmark,
  folderTree,
  listTree,
  workflow,
  sigma,
  globe,
  underline,
  superscript,
  subscript,
  clear,
  alignStart,
  alignCenter,
  alignEnd,
  indent,
  outdent,
  baseline,
  grip,
  copy,
  arrowUp,
  arrowDown,
  turn,
  wrap,
  hash,
  accessibility,
  border,
  caption,
  chevronLeft,
  download,
  embed,
  full,
  mediaCenter,
  mediaEnd,
  mediaStart,
  paperclip,
  replace,
  smile,
  wide,
  wrapText,
  cardIcon,
  folder,
  video,
  atSign,
  bold,
  calendar,
  check,
  chevronDown,
  wholeWord,
  search,
  regex,
  chevronUp,
  caseSensitive,
  chevronRight,
  circleCheck,
  close,
  code,
  columnRight,
  rowBelow,
  codeXml,
  columns,
  comment,
  decision,
  ellipsis,
  expand,
  external,
  file,
  heading1,
  heading2,
  heading3,
  heading4,
  heading5,
  heading6,
  image,
  info,
  italic,
  keyboard,
  lightbulb,
  link,
  list,
  listOrdered,
  lock,
  note,
  octagonX,
  pilcrow,
  plus,
  quote,
  pencil,
  redo,
  rule,
  map,
  messageCircleQuestion,
  scale,
  status,
  strike,
  suggest,
  table,
  task,
  trash,
  undo,
  unlink,
  users,
  warning,
};

export type IconName = keyof typeof ICONS;

const drawn = new Map<IconName, SVGElement>();

/** A fresh, decorative SVG element. */
export function icon(name: IconName): SVGElement {
  const first = drawn.get(name);
  if (first) return first.cloneNode(true) as SVGElement;
  // As HTML: a document of XML for each icon took a tenth of the editor's opening.
  const source = document.createElement("template");
  source.innerHTML = ICONS[name];
  const element = source.content.firstElementChild as SVGElement;
  element.setAttribute("class", "icon");
  element.setAttribute("aria-hidden", "true");
  element.setAttribute("width", "18");
  element.setAttribute("height", "18");
  drawn.set(name, element);
  return element.cloneNode(true) as SVGElement;
}
