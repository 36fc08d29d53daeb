import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Db } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import type { JobLog, ScheduledTask } from "../platform/jobs.ts";
import { DELIVER_TO_CHAT, type MessengerDeps, TAKE_UPDATES } from "./deps.ts";
import { pollMessenger } from "./poll-messenger.ts";

/** How often it is looked which accounts nobody asks, ms. */
const LOOK_MS = 3_000;
/** Between one question of an account and the next, ms. */
const SHORTEST_MS = 500;
/** Accounts that one process asks at once: each is one connection that mostly waits. */
const MOST = 200;

/**
 * Asks the messengers for what is new as long as the process lives: each account by one process of all, with a question
 * that the messenger answers as soon as there is something. `owner` sees the accounts of all workspaces.
 */
export function keepPolling(deps: MessengerDeps, owner: Db, log: JobLog): { stop: () => Promise<void> } {
  const me = newId();
  const stopping = new AbortController();
  const { signal } = stopping;
  const polled = Object.entries(deps.ways).flatMap(([kind, way]) => (way?.poll ? [kind] : []));
  const running = new Map<string, Promise<void>>();

  const askOn = async (workspaceId: string, id: string) => {
    try {
      while (!signal.aborted) {
        const began = Date.now();
        if ((await pollMessenger(deps, { workspaceId, id, me }, signal)) !== "went") return;
        // A server that does not wait for updates must not be asked without end.
        const early = SHORTEST_MS - (Date.now() - began);
        if (early > 0) await sleep(early, undefined, { signal }).catch(() => {});
      }
    } catch (error) {
      log.error({ err: error, messenger: id }, "Updates of a messenger could not be kept");
    }
  };
  const look = async () => {
    const { rows } = await sql<{ workspace_id: string; id: string }>`select workspace_id, id from messenger
      where active and next_try_at <= ${deps.now()} and kind = any(${polled}::text[])
      order by next_try_at limit ${MOST}`.execute(owner);
    for (const { workspace_id, id } of rows) {
      if (running.has(id) || running.size >= MOST) continue;
      running.set(
        id,
        askOn(workspace_id, id).finally(() => running.delete(id)),
      );
    }
  };
  const looking = (async () => {
    while (!signal.aborted) {
      await look().catch((error: unknown) => log.warn({ err: error }, "Messengers are not asked just now"));
      await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      await looking;
      await Promise.all(running.values());
    },
  };
}

/** Every minute, as the owner: promises what was lost with a process or by a restored database. */
export function mendMessengers(owner: Db): Record<string, ScheduledTask> {
  return {
    "mend-messengers": {
      cron: "* * * * *",
      run: async (at) => {
        const lost = new Date(at.getTime() - 5 * 60_000);
        await sql`
          select pult_enqueue(${TAKE_UPDATES}::text, json_build_object('workspaceId', workspace_id, 'messengerId',
              messenger_id, 'chat', chat), job_key => 'take/' || messenger_id || '/' || chat)
          from (select distinct workspace_id, messenger_id, chat from messenger_in
            where state = 'received' and received_at <= ${lost} limit 1000) waits`.execute(owner);
        await sql`
          select pult_enqueue(${DELIVER_TO_CHAT}::text, json_build_object('workspaceId', workspace_id, 'messengerId',
              messenger_id, 'chat', chat), job_key => 'deliver/' || messenger_id || '/' || chat)
          from (select distinct workspace_id, messenger_id, chat from messenger_out
            where state = 'queued' and next_try_at <= ${lost} limit 1000) waits`.execute(owner);
      },
    },
  };
}
