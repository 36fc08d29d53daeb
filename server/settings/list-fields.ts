import type { Request, Response } from "../../contract/routes.ts";
import { type FieldDef, fieldAccess } from "../../core/fields/field.ts";
import type { Ctx } from "../platform/http/context.ts";
import { type FieldView, type StoredField, viewOfBuiltIn, viewOfCustom } from "./custom-fields.ts";
import { loadStoredFields, loadWholeRegistry } from "./load-registry.ts";
import { viewerOf } from "./viewer.ts";

/**
 * All fields of tickets that this person may see: built in first, then the workspace's own, with those that are switched
 * off; or the workspace's own of contacts, companies or places. Who sets fields up sees all of them, and by `mine` what
 * he may do with their values.
 */
export const listFields = (
  ctx: Ctx,
  { subject = "ticket" }: Request<"listFields">["query"],
): Promise<Response<"listFields">> =>
  ctx.read(async (tx) => {
    const own = await loadStoredFields(tx, ctx.workspaceId, subject);
    const viewer = viewerOf(ctx.person);
    const isAdmin = ctx.person.permissions.has("section.settings");
    const view = (field: StoredField): FieldView => viewOfCustom(field, viewer, isAdmin);
    const sees = ({ mine }: FieldView) => mine !== "hidden" || isAdmin;
    const all = subject === "ticket" ? (await loadWholeRegistry(tx, ctx.workspaceId)).fields : [];
    const builtIn = all.filter(
      (field) => !("custom" in field.source) && (isAdmin || fieldAccess(field, viewer) !== "hidden"),
    );
    const [linked, plain] = [true, undefined].map((is) => builtIn.filter((field) => field.linked === is));
    const known = (fields: FieldDef[] = []) => fields.map((field) => viewOfBuiltIn(field, viewer));
    return { items: [...known(plain), ...own.map(view).filter(sees)], linked: known(linked) };
  });
