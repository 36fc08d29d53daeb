import type { Db } from "../platform/database.ts";

/** How a mailbox stands, for whoever watches the whole installation. */
export type MailboxState = {
  workspaceId: string;
  id: string;
  /** The address that it serves. */
  address: string;
  /** `silent`: nothing has come of it for ten minutes although it was due: no process fetches letters. */
  state: "new" | "ok" | "failing" | "silent";
  /** Of `failing`: see the codes of `ImapFault`. */
  code: string | null;
  failingSince: Date | null;
  lastOkAt: Date | null;
};

const SILENT_MS = 10 * 60_000;

/** Every mailbox that is switched on, of all workspaces: as the owner of the tables. */
export async function mailboxStates(owner: Db, now: Date): Promise<MailboxState[]> {
  const rows = await owner
    .selectFrom("mailbox as m")
    .innerJoin("mail_address as a", (join) =>
      join.onRef("a.workspace_id", "=", "m.workspace_id").onRef("a.id", "=", "m.address_id"),
    )
    .select(["m.workspace_id", "m.id", "a.address", "m.state", "m.error", "m.failing_since", "m.last_ok_at"])
    .select("m.next_try_at")
    .where("m.active", "=", true)
    .where("a.active", "=", true)
    .orderBy("m.workspace_id")
    .orderBy("a.address")
    .execute();
  return rows.map((row) => ({
    workspaceId: row.workspace_id,
    id: row.id,
    address: row.address,
    state: now.getTime() - row.next_try_at.getTime() > SILENT_MS ? "silent" : stateOf(row.state),
    code: row.error,
    failingSince: row.failing_since,
    lastOkAt: row.last_ok_at,
  }));
}

const stateOf = (state: string): "new" | "ok" | "failing" => (state === "ok" || state === "failing" ? state : "new");
