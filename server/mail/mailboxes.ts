import type { Request, Response } from "../../contract/routes.ts";
import type { Tx } from "../platform/database.ts";
import { explained, unknownId } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { passwordPlace, promiseRun } from "./claim-mailbox.ts";
import type { MailDeps } from "./deps.ts";

type Mailbox = Response<"createMailbox">;
type Sent = Request<"createMailbox">["body"];
type Change = Request<"updateMailbox">["body"];

/** The constraint that names the address; its generated name is cut by the database. */
const CONSTRAINTS = { mailbox_workspace_id_address_id_fkey: unknownId("address", "mail address") };

const select = (tx: Tx, ctx: Ctx) =>
  tx
    .selectFrom("mailbox as m")
    .innerJoin("mail_address as a", (join) =>
      join.onRef("a.workspace_id", "=", "m.workspace_id").onRef("a.id", "=", "m.address_id"),
    )
    .select(["m.id", "m.address_id", "a.address", "a.active as address_active", "m.host", "m.port", "m.secure"])
    .select(["m.login", "m.folder", "m.active", "m.since", "m.state", "m.error", "m.error_detail", "m.attempts"])
    .select(["m.fetched", "m.last_try_at", "m.last_ok_at", "m.failing_since", "m.next_try_at"])
    .where("m.workspace_id", "=", ctx.workspaceId);

/** Mailboxes by their addresses, with how each stands. */
export async function listMailboxes(tx: Tx, ctx: Ctx): Promise<Response<"listMailboxes">> {
  const rows = await select(tx, ctx).orderBy("a.address").orderBy("m.id").limit(500).execute();
  return { items: rows.map(view) };
}

export async function readMailbox(tx: Tx, ctx: Ctx, id: string): Promise<Mailbox> {
  const row = await select(tx, ctx).where("m.id", "=", id).executeTakeFirst();
  if (!row) throw notFound("mailbox");
  return view(row);
}

/** Adds a mailbox; its letters are fetched at once ([O-MAIL-01]). */
export async function createMailbox(tx: Tx, deps: MailDeps, ctx: Ctx, body: Sent): Promise<Mailbox> {
  const id = newId();
  const { workspaceId, now } = ctx;
  const { host, port, secure, login } = body;
  await explained(CONSTRAINTS, () =>
    tx
      .insertInto("mailbox")
      .values({
        workspace_id: workspaceId,
        id,
        address_id: body.address,
        ...{ host, port, secure, login },
        password: deps.secrets.seal(body.password, passwordPlace(workspaceId, id)),
        folder: body.folder ?? "INBOX",
        active: body.active ?? true,
        since: body.take === "all" ? null : now,
        next_try_at: now,
        created_at: now,
      })
      .execute(),
  );
  await promiseRun(tx, workspaceId, id, now);
  return readMailbox(tx, ctx, id);
}

/** Changes a mailbox and looks at it at once; what is not sent stays. */
export async function updateMailbox(
  tx: Tx,
  deps: MailDeps,
  ctx: Ctx,
  { id, change }: { id: string; change: Change },
): Promise<Mailbox> {
  const { workspaceId, now } = ctx;
  const before = await tx
    .selectFrom("mailbox")
    .select(["host", "port", "secure", "login", "folder"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!before) throw notFound("mailbox");
  const { host, port, secure, login, folder } = { ...before, ...change };
  const isElsewhere = !isSameAccount(before, { host, port, secure, login });
  if (isElsewhere && change.password === undefined) throw passwordAgain();
  await explained(CONSTRAINTS, () =>
    tx
      .updateTable("mailbox")
      .set((eb) => ({
        address_id: change.address ?? eb.ref("address_id"),
        ...{ host, port, secure, login, folder },
        active: change.active ?? eb.ref("active"),
        ...(change.password === undefined
          ? {}
          : { password: deps.secrets.seal(change.password, passwordPlace(workspaceId, id)) }),
        // What was counted there says nothing about another folder.
        ...(isElsewhere || folder !== before.folder ? { uid_validity: null, last_uid: 0, stuck_uid: null } : {}),
        ...{ state: "new", error: null, error_detail: null, attempts: 0, failing_since: null },
        ...{ next_try_at: now, claimed: false },
      }))
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", id)
      .execute(),
  );
  await promiseRun(tx, workspaceId, id, now);
  return readMailbox(tx, ctx, id);
}

export async function deleteMailbox(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom("mailbox")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notFound("mailbox");
}

type Account = { host: string; port: number; secure: string; login: string };

/** Whether a kept password may go there: to the server and account that it was given for, and no less protected. */
export const isSameAccount = (kept: Account, other: Account): boolean =>
  kept.host === other.host &&
  kept.port === other.port &&
  kept.login === other.login &&
  (kept.secure === other.secure || other.secure === "tls");

export const passwordAgain = () =>
  badField(
    "password",
    "password-again",
    "Another server, account or encryption needs the password again.",
    "Enter the password of this account.",
  );

type Row = Awaited<ReturnType<ReturnType<typeof select>["execute"]>>[number];
const moment = (date: Date | null) => date?.toISOString() ?? null;

function view(row: Row): Mailbox {
  const isOn = row.active && row.address_active;
  return {
    id: row.id,
    address: { id: row.address_id, name: row.address },
    host: row.host,
    port: row.port,
    secure: secureOf(row.secure),
    login: row.login,
    folder: row.folder,
    active: row.active,
    since: moment(row.since),
    state: isOn ? stateOf(row.state) : "off",
    error: row.error === null ? null : { code: row.error, detail: row.error_detail ?? "" },
    attempts: row.attempts,
    fetched: row.fetched,
    lastTryAt: moment(row.last_try_at),
    lastOkAt: moment(row.last_ok_at),
    failingSince: moment(row.failing_since),
    nextTryAt: isOn ? moment(row.next_try_at) : null,
  };
}

const secureOf = (value: string): Mailbox["secure"] => (value === "starttls" || value === "none" ? value : "tls");
const stateOf = (value: string): Mailbox["state"] => (value === "ok" || value === "failing" ? value : "new");
