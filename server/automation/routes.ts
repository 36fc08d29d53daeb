import type { Doors } from "../platform/http/doors.ts";
import { applyMacro } from "./apply-macro.ts";
import { createMacro, deleteMacro, listMacros, updateMacro } from "./macros.ts";

/** Connects the routes of automation with their use-cases. */
export function automationDoors({ open }: Doors): void {
  open("listMacros", (ctx) => listMacros(ctx));
  open("createMacro", (ctx, { body }) => createMacro(ctx, body));
  open("updateMacro", (ctx, { params, body }) => updateMacro(ctx, params.id, body));
  open("deleteMacro", (ctx, { params }) => deleteMacro(ctx, params.id));
  open("applyMacro", (ctx, { params }) => applyMacro(ctx, params));
}
