import { randomBytes } from "node:crypto";
import type { Request } from "../../contract/routes.ts";
import { findService } from "../catalog/load-service.ts";
import { type Account, MessengerFault, type MessengerKind } from "../channels/messenger.ts";
import type { Tx } from "../platform/database.ts";
import { explained, taken } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { badField, notFound } from "../platform/http/problem.ts";
import { newId } from "../platform/ids.ts";
import { isOpenTo } from "../tickets/check-opening.ts";
import { type MessengerDeps, openAccount, secretPlace, tokenPlace, wayOf } from "./deps.ts";
import { findMessenger, noteState } from "./messenger-state.ts";
import { type MessengerView, readMessenger } from "./messenger-view.ts";
import { hurryOut } from "./promise-out.ts";
import { hookUrl } from "./take-hook.ts";

type Sent = Request<"createMessenger">["body"];
type Change = Request<"updateMessenger">["body"];

/** Somebody waits for the answer of the messenger. */
const WAIT_MS = 20_000;
const TAKEN = {
  messenger_workspace_id_kind_account_key: taken(
    "messenger/already-there",
    "token",
    "This account is connected already.",
  ),
};

/** Connects an account whose token works: it is asked who it is ([O-TG-01]). A wrong token is refused by name. */
export async function createMessenger(deps: MessengerDeps, ctx: Ctx, body: Sent): Promise<MessengerView> {
  const { kind, token, service = null, active = true } = body;
  const given = { kind, account: "", name: "", token, secret: body.secret ?? null, apiRoot: body.apiRoot ?? null };
  if (!deps.ways[kind])
    throw badField("kind", "unknown-kind", "This messenger is not spoken with here.", "Choose another.");
  const me = await introduce(deps, given);
  const { workspaceId, now } = ctx;
  const id = newId();
  const made = await ctx.write(async (tx) => {
    await checkService(tx, workspaceId, kind, service);
    await explained(TAKEN, () =>
      tx
        .insertInto("messenger")
        .values({
          ...{ workspace_id: workspaceId, id, kind, ...me, ...sealed(deps, workspaceId, id, given) },
          ...{ api_root: given.apiRoot, service_id: service, active, created_at: now, next_try_at: now },
          hook: randomBytes(24).toString("base64url"),
          ...{ state: "ok", last_try_at: now, last_ok_at: now },
        })
        .execute(),
    );
    return readMessenger(tx, deps, ctx, id);
  });
  // Once it is there: the messenger looks at the address before it answers.
  return deps.ways[kind]?.connect ? checkMessenger(deps, ctx, made.id) : made;
}

/** Changes an account; what is not sent stays. A new token or server is tried before it is kept. */
export async function updateMessenger(
  deps: MessengerDeps,
  ctx: Ctx,
  { id, change }: { id: string; change: Change },
): Promise<MessengerView> {
  const { workspaceId, now } = ctx;
  const before = await ctx.read((tx) => findMessenger(tx, workspaceId, id));
  if (!before) throw notFound("messenger");
  const { token, secret, apiRoot = before.api_root } = change;
  const isElsewhere = apiRoot !== before.api_root;
  if (isElsewhere && token === undefined) throw tokenAgain();
  const isOther = token !== undefined || secret !== undefined;
  const given = isOther ? accountOf(deps, before, { token, secret, apiRoot }) : null;
  const me = given && (await introduce(deps, given));
  return ctx.write(async (tx) => {
    if (change.service !== undefined) await checkService(tx, workspaceId, before.kind, change.service);
    const { numUpdatedRows } = await explained(TAKEN, () =>
      tx
        .updateTable("messenger")
        .set((eb) => ({
          api_root: apiRoot,
          active: change.active ?? eb.ref("active"),
          ...(change.service === undefined ? {} : { service_id: change.service }),
          ...(given && me ? { ...me, ...sealed(deps, workspaceId, id, given) } : {}),
          // Another bot counts its updates by itself.
          ...(me && me.account !== before.account ? { position: null } : {}),
          ...{ state: "new", error: null, error_detail: null, attempts: 0, failing_since: null },
          ...{ next_try_at: now, claimed_by: null, quiet_until: null },
        }))
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .executeTakeFirst(),
    );
    if (numUpdatedRows === 0n) throw notFound("messenger");
    await hurryOut(tx, workspaceId, id, now);
    return readMessenger(tx, deps, ctx, id);
  });
}

export async function deleteMessenger(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const gone = await tx
    .deleteFrom("messenger")
    .where("workspace_id", "=", ctx.workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (gone.numDeletedRows === 0n) throw notFound("messenger");
}

/** Asks the account who it is, now, tells it the address that it has to call, and keeps what came of it. */
export async function checkMessenger(deps: MessengerDeps, ctx: Ctx, id: string): Promise<MessengerView> {
  const { workspaceId } = ctx;
  const row = await ctx.read((tx) => findMessenger(tx, workspaceId, id));
  if (!row) throw notFound("messenger");
  let fault: MessengerFault | null = null;
  try {
    const [way, account] = [wayOf(deps, row.kind), openAccount(deps, row)];
    await way.introduce(account, AbortSignal.timeout(WAIT_MS));
    await way.connect?.(account, hookUrl(deps.publicUrl, row), AbortSignal.timeout(WAIT_MS));
  } catch (error) {
    if (!(error instanceof MessengerFault)) throw error;
    fault = error;
  }
  return ctx.writeAnew(async (tx) => {
    await noteState(tx, row, fault, deps.now());
    return readMessenger(tx, deps, ctx, id);
  });
}

async function introduce(deps: MessengerDeps, account: Account): Promise<{ account: string; name: string }> {
  if (account.apiRoot !== null && !URL.canParse(account.apiRoot))
    throw badField("apiRoot", "url-wrong", "No address.", "Write it whole.");
  try {
    return await wayOf(deps, account.kind).introduce(account, AbortSignal.timeout(WAIT_MS));
  } catch (error) {
    if (!(error instanceof MessengerFault)) throw error;
    if (error.code === "wrong-token") {
      const mend = "Copy the token again, whole, from where the messenger shows it.";
      throw badField("token", "wrong-token", "The messenger does not know this token.", mend);
    }
    const said = { code: error.code, detail: error.detail };
    const mend = "Try again later, or look whether this server may reach the messenger.";
    throw badField("token", "messenger-away", `The messenger cannot be asked: ${error.message}`, mend, said);
  }
}

/** What is kept of the account, with what was changed. */
function accountOf(
  deps: MessengerDeps,
  before: Parameters<typeof openAccount>[1],
  { token, secret, apiRoot }: { token: string | undefined; secret: string | undefined; apiRoot: string | null },
): Account {
  if (token !== undefined && (secret !== undefined || before.secret === null)) {
    return { kind: before.kind, account: before.account, name: before.name, token, secret: secret ?? null, apiRoot };
  }
  try {
    const kept = openAccount(deps, before);
    return { ...kept, apiRoot, token: token ?? kept.token, secret: secret ?? kept.secret };
  } catch (error) {
    if (error instanceof MessengerFault) throw tokenAgain();
    throw error;
  }
}

const tokenAgain = () =>
  badField("token", "token-again", "The token is needed again.", "Enter the token of this account.");

const sealed = ({ secrets }: MessengerDeps, workspaceId: string, id: string, { token, secret }: Account) => ({
  token: secrets.seal(token, tokenPlace(workspaceId, id)),
  secret: secret === null ? null : secrets.seal(secret, secretPlace(workspaceId, id)),
});

/** A service that takes tickets by this messenger. */
export async function checkService(tx: Tx, workspaceId: string, kind: MessengerKind, id: string | null): Promise<void> {
  if (id === null) return;
  const service = await findService(tx, workspaceId, id);
  if (!service?.active) throw badField("service", "unknown-id", "There is no such service.", "Choose one of the list.");
  if (isOpenTo(service.options, kind)) return;
  const message = "Tickets of this service are not taken by this way.";
  throw badField("service", "channel-closed", message, "Choose another service.");
}
