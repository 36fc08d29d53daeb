import type { ViewOfList } from "../../contract/views.ts";
import { tellPerson } from "../live/tell-person.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden, notFound } from "../platform/http/problem.ts";
import { readViews } from "./list-views.ts";

/** A view that this person sees. Throws 404 for any other. */
export async function loadView(tx: Tx, ctx: Ctx, id: string): Promise<ViewOfList> {
  const [view] = await readViews(tx, ctx, id);
  if (!view) throw notFound("view");
  return view;
}

/** A view that this person may change: his own, or with `view.share` one that is shared. Throws 404, 403. */
export async function loadViewToChange(tx: Tx, ctx: Ctx, id: string): Promise<ViewOfList> {
  const view = await loadView(tx, ctx, id);
  if (!view.can.change) throw forbidden("view.share");
  return view;
}

/** Tells the screens of all who have the view, or had it before, that the views are others now. */
export async function tellOfViews(tx: Tx, ctx: Ctx, ...views: readonly ViewOfList[]): Promise<void> {
  const { workspaceId, person } = ctx;
  const isShared = views.some(({ sharing }) => sharing !== null);
  const told = { workspaceId, event: "views", data: {} };
  await tellPerson(tx, isShared ? told : { ...told, personId: person.id });
}
