import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, forbidden } from "../platform/http/problem.ts";
import type { PeopleDeps } from "./deps.ts";
import { getMe } from "./get-me.ts";
import { columnsOf, type KeptPreferences, keptOf, mergePreferences, type Sent } from "./merge-preferences.ts";

const MOST_CHARACTERS = 64_000;

/**
 * Changes my preferences: what is named is replaced, null takes it away, the rest stays; what was overtaken on its way by
 * a later change of the same browser is passed over. At most 64,000 characters. `notices` are replaced as a whole; they
 * are an employee's [H-NOT-20].
 */
export async function updateMe(
  deps: PeopleDeps,
  ctx: Ctx,
  { preferences = {}, order, notices }: Request<"updateMe">["body"],
): Promise<Response<"updateMe">> {
  const { person, workspaceId } = ctx;
  if (notices && person.kind !== "employee") throw forbidden();
  const merge = (kept: KeptPreferences) => merged(kept, preferences, order);
  await ctx.write(async (tx) => {
    if (person.kind === "contact") {
      return deps.changeContactPreferences(tx, { workspaceId, contactId: person.id }, merge);
    }
    const row = await tx
      .selectFrom("employee")
      .select(["preferences", "preference_order"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", person.id)
      // Two that are sent at once: neither is lost.
      .forNoKeyUpdate()
      .executeTakeFirstOrThrow();
    await tx
      .updateTable("employee")
      .set({ ...columnsOf(merge(keptOf(row))), ...(notices ? { notices: JSON.stringify(notices) } : {}) })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", person.id)
      .execute();
  });
  return getMe(deps.owner, person);
}

function merged(kept: KeptPreferences, preferences: Record<string, unknown>, order: Sent | undefined) {
  const next = mergePreferences(kept, preferences, order);
  if (JSON.stringify(next.values).length > MOST_CHARACTERS) {
    throw badField("preferences", "too-long", "Preferences take 64,000 characters at most.", "Keep less of them.");
  }
  return next;
}
