import type { Request, Response } from "../../contract/routes.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, forbidden } from "../platform/http/problem.ts";
import type { PeopleDeps } from "./deps.ts";
import { getMe } from "./get-me.ts";

const MOST_CHARACTERS = 64_000;

/**
 * Changes my preferences: what is named is replaced, null takes it away, the rest stays. At most 64,000 characters.
 * `notices` are replaced as a whole; they are an employee's [H-NOT-20].
 */
export async function updateMe(
  deps: PeopleDeps,
  ctx: Ctx,
  { preferences, notices }: Request<"updateMe">["body"],
): Promise<Response<"updateMe">> {
  const { person, workspaceId } = ctx;
  if (notices && person.kind !== "employee") throw forbidden();
  const known = (await getMe(deps.owner, person)).person.preferences;
  const merged = Object.entries({ ...known, ...preferences }).filter(([, value]) => value !== null);
  const wanted: Record<string, unknown> = Object.fromEntries(merged);
  if (JSON.stringify(wanted).length > MOST_CHARACTERS) {
    throw badField("preferences", "too-long", "Preferences take 64,000 characters at most.", "Keep less of them.");
  }
  await ctx.write(async (tx) => {
    if (person.kind === "contact") {
      return deps.saveContactPreferences(tx, { workspaceId, contactId: person.id, preferences: wanted });
    }
    await tx
      .updateTable("employee")
      .set({ preferences: JSON.stringify(wanted), ...(notices ? { notices: JSON.stringify(notices) } : {}) })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", person.id)
      .execute();
  });
  return getMe(deps.owner, person);
}
