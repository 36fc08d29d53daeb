import { bare } from "../bare.ts";
import { lookAtListBare } from "../bare-list.ts";
import { drive, round } from "../drive.ts";
import { compared, type Figure, type Line } from "../figure.ts";
import { randomFilters } from "../filters.ts";
import type { Person } from "../people.ts";
import type { Stage } from "../stage.ts";
import { lookAtList, worstView } from "../views.ts";

/**
 * The list with everything the console asks beside it. One act is rows, total and counters; the times are those of the
 * slowest of the three. Of the standing views the one that is slowest for the person is taken.
 */
export const list: Line = {
  name: "list",
  about: "50 rows with labels, scope, total and counters, in the worst standing view",
  needs: "size",
  async run(stage) {
    const { administrator, limited } = stage.people;
    return [
      await measure(stage, administrator, "administrator"),
      await measure(stage, limited, "employee limited to sites"),
      await measureFilters(stage, administrator, "administrator"),
      await measureFilters(stage, limited, "employee limited to sites"),
    ];
  },
};

async function measure(stage: Stage, person: Person, who: string): Promise<Figure> {
  const view = await worstView(stage, person);
  const headers = await stage.signIn(person.email);
  const driven = await drive(stage, [lookAtList(view, headers)]);
  const without = await bare(stage, (ask) => lookAtListBare(ask, stage.workspaceId, person, view));
  return compared(
    "list",
    `${who}${person.places.length > 0 ? ` (${person.places.length})` : ""}, view ${view.name}`,
    stage.size,
    {
      ...driven,
      bare: without.rate,
      parts: { who, view: view.name, ...driven.parts, "bare p50": round(without.p50), "bare p95": round(without.p95) },
    },
    { p95: 50, ratio: 0.5 },
  );
}

/** So many sets of filters, one after the other: rows and total, as the console asks when they are chosen. */
export const FILTERS = 20;

async function measureFilters(stage: Stage, person: Person, who: string): Promise<Figure> {
  const headers = await stage.signIn(person.email);
  const acts = (await randomFilters(stage, FILTERS)).map((where) => lookAtList({ where }, headers).slice(0, 2));
  const driven = { ...(await drive(stage, acts)), bare: null };
  return compared("list", `${who}, ${FILTERS} random filters`, stage.size, driven, { p95: 50 });
}
