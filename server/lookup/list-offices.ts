import type { Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import type { LoadedWorkspace } from "../settings/load-settings.ts";

/** Offices that one answer has at most. */
const MOST = 2_000;

/** The firm and its offices: sites that have a code, in the order of the codes ([R-OFF-05]). */
export async function listOffices(
  tx: Tx,
  desk: LoadedWorkspace,
  search: string | undefined,
): Promise<Response<"getLookup">> {
  const words = search?.trim().replace(/[\\%_]/g, "\\$&") ?? "";
  const offices = await tx
    .selectFrom("place")
    .select(["code", "name"])
    .where("workspace_id", "=", desk.id)
    .where("kind", "=", "site")
    .where("code", "is not", null)
    .$if(words !== "", (query) =>
      query.where((eb) => eb.or([eb("code", "ilike", `${words}%`), eb("name", "ilike", `%${words}%`)])),
    )
    .orderBy("code")
    .limit(MOST)
    .execute();
  return {
    name: desk.organisation.name,
    locale: desk.locale,
    words: desk.settings.publicLookup?.words ?? {},
    offices: offices.map(({ code, name }) => ({ code: code ?? "", name })),
  };
}
