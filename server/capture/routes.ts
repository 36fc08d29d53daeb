import { networkOf } from "../people/attempts.ts";
import { type Db, inWorkspace, type Tx } from "../platform/database.ts";
import type { Doors } from "../platform/http/doors.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { limitPeople } from "../platform/http/rate-limit.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { type LoadedWorkspace, loadSettings } from "../settings/load-settings.ts";
import { SYSTEM } from "../tickets/act.ts";
import { insertTicket } from "../tickets/open-ticket.ts";

/** What one address may leave a minute. */
const PER_MINUTE = 5;
const SUBJECT_LENGTH = 120;

/** Connects the form by which visitors of a site become tickets ([L-REG-01]). `owner` finds the desk before its walls stand. */
export function captureDoors({ openPublic }: Doors, { owner }: { owner: Db }): void {
  const count = limitPeople(PER_MINUTE);
  openPublic("getCapture", ({ db }, { params }) =>
    inCapture({ owner, db }, params.workspace, async (_, { organisation, locale }) => ({
      name: organisation.name,
      locale,
    })),
  );
  openPublic("sendCapture", async ({ db, address, now }, { params, body }) => {
    count(networkOf(address));
    const { phone, email } = body;
    if (!phone && !email) {
      throw badField("phone", "no-way-back", "Nobody can answer this.", "Leave a telephone or an email.");
    }
    const name = trimmedName(body.name);
    const text = body.text?.trim() ?? "";
    const client = { name, ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
    const subject = (text.split("\n")[0] ?? "").slice(0, SUBJECT_LENGTH) || name;
    await inCapture({ owner, db }, params.workspace, (tx, desk) =>
      insertTicket(tx, desk.id, { subject, description: text, channel: "webform", client }, SYSTEM, now),
    );
  });
}

/** The desk with this short name, if it has such a form: else 404, whether it is there or not. */
async function inCapture<T>(
  { owner, db }: { owner: Db; db: Db },
  slug: string,
  work: (tx: Tx, desk: LoadedWorkspace) => Promise<T>,
): Promise<T> {
  const row = await owner.selectFrom("workspace").select("id").where("slug", "=", slug).executeTakeFirst();
  if (!row) throw notFound("capture");
  return inWorkspace(db, row.id, async (tx) => {
    const desk = await loadSettings(tx, row.id);
    if (!desk.settings.captureForm) throw notFound("capture");
    return work(tx, desk);
  });
}
