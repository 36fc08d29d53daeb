/**
 * `npm run bench -- plans`: what the database does for the requests that are measured. The database itself writes down
 * the plan of each statement that the server sends (`auto_explain`), those inside of functions with them.
 */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { randomFilters } from "./filters.ts";
import { FILTERS } from "./lines/list.ts";
import { openCard } from "./lines/ticket.ts";
import type { Act } from "./load.ts";
import { longTickets } from "./long-tickets.ts";
import { newTickets } from "./new-tickets.ts";
import type { Person } from "./people.ts";
import type { Stage } from "./stage.ts";
import { lookAtList, VIEWS } from "./views.ts";
import { realSearches } from "./words.ts";

/** The jobs' own questions would stand between those of the requests. */
export const PLANS_ENV = { PULT_WORKERS: "0" };

const SETTINGS = {
  session_preload_libraries: "auto_explain",
  "auto_explain.log_min_duration": "0",
  "auto_explain.log_analyze": "on",
  "auto_explain.log_buffers": "on",
  "auto_explain.log_nested_statements": "on",
  "auto_explain.log_parameter_max_length": "200",
};
/** Asked so often before: statements that are prepared choose their plan for good after five times. */
const WARM = 8;

type Question = { name: string; act: Act };

/**
 * Prints the plans of list, search, ticket and creating, as the administrator and as the employee of some sites.
 * `lines`: of these only, by name; none means all.
 */
export async function printPlans(stage: Stage, lines: readonly string[], print: (text: string) => void): Promise<void> {
  const isWanted = ({ name }: Question) => lines.length === 0 || lines.some((line) => name.startsWith(line));
  const questions = (await questionsOf(stage)).filter(isWanted);
  await set(stage, SETTINGS);
  try {
    // Connections that are open already know nothing of it.
    await stage.restart(async () => {});
    const signedIn = await headersOf(stage);
    for (const { name, act } of questions) {
      for (const call of act) {
        const headers = { ...signedIn(call.headers.email ?? ""), ...call.headers };
        for (let turn = 0; turn < WARM; turn++) await send(stage, call, headers);
        const before = await logSize(stage);
        await send(stage, call, headers);
        await sleep(100);
        print(
          `\n═══ ${name}: ${call.kind}   ${call.method} ${decodeURIComponent(call.path)}\n${await plansSince(stage, before)}`,
        );
      }
    }
  } finally {
    await set(stage, Object.fromEntries(Object.keys(SETTINGS).map((name) => [name, null])));
    await stage.sweep();
  }
}

async function send(stage: Stage, { method, path, body }: Act[number], headers: Record<string, string>): Promise<void> {
  const answer = await fetch(stage.url + path, { method, headers, ...(body === undefined ? {} : { body }) });
  const said = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said}`);
}

/** Requests carry the address of who asks; the cookies are put in when the server has been started anew. */
async function questionsOf(stage: Stage): Promise<Question[]> {
  const { administrator, limited } = stage.people;
  const as = ({ email }: Person) => ({ email });
  const searches = (await realSearches(stage, 12)).slice(0, 4);
  const filters = await randomFilters(stage, FILTERS);
  const [long] = await longTickets(stage.owner, stage.workspaceId);
  const [body = "{}"] = await newTickets(stage, 1);
  const json = { ...as(administrator), "content-type": "application/json" };
  return [
    ...[administrator, limited].flatMap((person) => [
      ...VIEWS.map((view) => ({
        name: `list, view ${view.name}, ${person.email}`,
        act: lookAtList(view, as(person)),
      })),
      ...filters.map((where) => ({
        name: `list, ${where}, ${person.email}`,
        act: lookAtList({ where }, as(person)).slice(0, 2),
      })),
      ...searches.map(({ words }) => ({
        name: `search, ${person.email}`,
        act: lookAtList({ where: `"${words}"` }, as(person)).slice(0, 2),
      })),
    ]),
    ...(long ? [{ name: "ticket", act: openCard(long.number, as(administrator)) }] : []),
    { name: "create", act: [{ kind: "create", method: "POST", path: "/api/v1/tickets", headers: json, body }] },
  ];
}

async function headersOf(stage: Stage): Promise<(email: string) => Record<string, string>> {
  const { administrator, limited } = stage.people;
  const known = new Map<string, { cookie: string }>();
  for (const { email } of [administrator, limited]) known.set(email, await stage.signIn(email));
  return (email) => known.get(email) ?? {};
}

async function set({ owner }: Stage, settings: Record<string, string | null>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(owner);
  const database = sql.id(rows[0]?.name ?? "");
  for (const [name, value] of Object.entries(settings)) {
    const key = sql.id(...name.split("."));
    if (value === null) await sql`alter database ${database} reset ${key}`.execute(owner);
    else await sql`alter database ${database} set ${key} = ${sql.lit(value)}`.execute(owner);
  }
}

const logOf = (stage: Stage): string => join(stage.folder, "postgres", "server.log");
const logSize = async (stage: Stage): Promise<number> => (await stat(logOf(stage))).size;

/** The entries `duration: … plan:` without what stands before them on the line. */
async function plansSince(stage: Stage, offset: number): Promise<string> {
  const log = await text(createReadStream(logOf(stage), { start: offset }));
  return log
    .split(/^(?=\d{4}-\d\d-\d\d )/m)
    .flatMap((entry) => /duration: [\s\S]*/.exec(entry)?.[0] ?? [])
    .map((entry) => entry.replace(/^\t/gm, "  ").trimEnd())
    .join("\n\n");
}
