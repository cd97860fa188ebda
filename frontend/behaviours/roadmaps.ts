// Roadmaps: their script is loaded by pages that have one.
import { all } from "../lib/dom";

if (all("[data-roadmap]").length) void import("../islands/roadmap");
