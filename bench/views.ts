import type { Response } from "../contract/routes.ts";
import { percentile } from "./figure.ts";
import type { Act } from "./load.ts";
import type { Person } from "./people.ts";
import type { Stage } from "./stage.ts";

/**
 * A list that the console shows: as its address asks for it, and the same condition in SQL over `ticket t`. `waits`: it
 * leaves out what its reader has snoozed.
 */
export type View = { name: string; where: string; sql: string; waits?: true };

const MINE = `t.id in (select p.ticket_id from ticket_person p
  where p.workspace_id = $1 and p.employee_id = $2 and p.part = 'assignee')`;

/** The standing views of the console: the tabs New and All, and My tickets. `$2` is the employee. */
export const VIEWS: readonly View[] = [
  { name: "new", where: "category:new", sql: "t.category = 'new'", waits: true },
  { name: "all", where: "", sql: "true" },
  { name: "my", where: "assignee:me", sql: MINE },
];

/** Rows of a page: as design counts them; the console asks for sixty. */
export const ROWS = 50;

const get = (kind: string, path: string, headers: Record<string, string>) =>
  ({ kind, method: "GET", path, headers }) as const;

/**
 * What the console asks when it shows a list: rows in the usual order with the field that the usual columns ask for,
 * the total, and the counters of the tabs.
 */
export function lookAtList({ where, waits }: Pick<View, "where" | "waits">, headers: Record<string, string>): Act {
  const query = new URLSearchParams({ ...(where === "" ? {} : { where }), ...(waits ? { snoozed: "left-out" } : {}) });
  const rows = new URLSearchParams([...query, ["fields", "acceptedAt"], ["limit", String(ROWS)]]);
  const total = new URLSearchParams([...query, ["limit", "0"], ["total", "true"]]);
  return [
    get("rows", `/api/v1/tickets?${rows}`, headers),
    get("total", `/api/v1/tickets?${total}`, headers),
    get("counters", "/api/v1/tickets/counts", headers),
  ];
}

/**
 * The view whose rows, total and counters take longest when one person asks alone, each the middle of seven. Of those
 * that fill a page, where any does: a shorter list is another thing, and no two sizes could be compared by it.
 */
export async function worstView(stage: Stage, person: Person): Promise<View> {
  const headers = await stage.signIn(person.email);
  let worst: { view: View; time: number; isFull: boolean } | undefined;
  for (const view of VIEWS) {
    const isFull = await fillsPage(stage, view, headers);
    const times: number[] = [];
    for (let turn = 0; turn < 8; turn++) {
      const begun = performance.now();
      for (const { path } of lookAtList(view, headers)) {
        const answer = await fetch(stage.url + path, { headers });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        await answer.arrayBuffer();
      }
      // The first of them warms up.
      if (turn > 0) times.push(performance.now() - begun);
    }
    const time = percentile(times, 0.5);
    if (!worst || (isFull === worst.isFull ? time > worst.time : isFull)) worst = { view, time, isFull };
  }
  if (!worst) throw new Error("There are no views");
  return worst.view;
}

async function fillsPage({ url }: Stage, view: View, headers: Record<string, string>): Promise<boolean> {
  const [rows] = lookAtList(view, headers);
  if (!rows) throw new Error("A list asks for rows");
  const answer = await fetch(url + rows.path, { headers });
  if (!answer.ok) throw new Error(`${rows.path}: ${answer.status} ${await answer.text()}`);
  const { items }: Response<"listTickets"> = JSON.parse(await answer.text());
  return items.length >= ROWS;
}
