import { type AnyExtension, getSchema } from "@tiptap/core";
import type { Schema } from "@tiptap/pm/model";
import { suggestionMarks } from "../suggesting/stamp";
import { buildMarks } from "./marks";
import { buildNodes, type NodeViews } from "./nodes";

export function schemaExtensions(views: NodeViews = {}): AnyExtension[] {
  return [...buildNodes(views), ...buildMarks(), ...suggestionMarks()];
}

export function adfSchema(): Schema {
  return getSchema(schemaExtensions());
}
