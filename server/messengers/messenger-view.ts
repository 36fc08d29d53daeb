import { sql } from "kysely";
import type { Response } from "../../contract/routes.ts";
import type { MessengerKind } from "../channels/messenger.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import type { MessengerDeps } from "./deps.ts";
import { hookUrl } from "./take-hook.ts";

export type MessengerView = Response<"createMessenger">;

type Row = {
  workspace_id: string;
  id: string;
  kind: MessengerKind;
  name: string;
  service_id: string | null;
  service_name: string | null;
  active: boolean;
  api_root: string | null;
  hook: string;
  state: string;
  error: string | null;
  error_detail: string | null;
  last_try_at: Date | null;
  last_ok_at: Date | null;
  last_message_at: Date | null;
  failing_since: Date | null;
  next_try_at: Date;
  waiting: number;
  failed: number;
};

/** Beyond this nobody counts what waits or has failed. */
const MOST_COUNTED = 1_000;

const read = (tx: Tx, workspaceId: string, id: string | null) =>
  sql<Row>`
    select m.workspace_id, m.id, m.kind, m.name, m.service_id, s.name as service_name, m.active, m.api_root, m.hook, m.state, m.error,
      m.error_detail, m.last_try_at, m.last_ok_at, m.last_message_at, m.failing_since, m.next_try_at,
      (select count(*)::int from (select from messenger_out o where o.workspace_id = m.workspace_id
        and o.messenger_id = m.id and o.state = 'queued' limit ${MOST_COUNTED}) waits) as waiting,
      (select count(*)::int from (select from messenger_out o where o.workspace_id = m.workspace_id
        and o.messenger_id = m.id and o.state = 'failed' limit ${MOST_COUNTED}) fell) as failed
    from messenger m left join service s on s.workspace_id = m.workspace_id and s.id = m.service_id
    where m.workspace_id = ${workspaceId} and (${id}::uuid is null or m.id = ${id})
    order by m.kind, m.name, m.id limit 100`.execute(tx);

export async function listMessengers(tx: Tx, deps: MessengerDeps, ctx: Ctx): Promise<Response<"listMessengers">> {
  return { items: (await read(tx, ctx.workspaceId, null)).rows.map((row) => view(deps, row)) };
}

export async function readMessenger(tx: Tx, deps: MessengerDeps, ctx: Ctx, id: string): Promise<MessengerView> {
  const [row] = (await read(tx, ctx.workspaceId, id)).rows;
  if (!row) throw notFound("messenger");
  return view(deps, row);
}

const moment = (date: Date | null) => date?.toISOString() ?? null;

function view({ ways, publicUrl }: MessengerDeps, row: Row): MessengerView {
  const isPolled = ways[row.kind]?.poll !== undefined;
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    service: row.service_id === null ? null : { id: row.service_id, name: row.service_name ?? "" },
    active: row.active,
    apiRoot: row.api_root,
    hook: isPolled ? null : hookUrl(publicUrl, row),
    state: row.active ? (row.state === "ok" || row.state === "failing" ? row.state : "new") : "off",
    error: row.error === null ? null : { code: row.error, detail: row.error_detail ?? "" },
    lastTryAt: moment(row.last_try_at),
    lastOkAt: moment(row.last_ok_at),
    lastMessageAt: moment(row.last_message_at),
    failingSince: moment(row.failing_since),
    nextTryAt: row.active && isPolled ? moment(row.next_try_at) : null,
    waiting: row.waiting,
    failed: row.failed,
  };
}
