// Questions and answers: their script is loaded by pages that have some.
import { all } from "../lib/dom";

if (all("[data-questions]").length) void import("../islands/questions");
