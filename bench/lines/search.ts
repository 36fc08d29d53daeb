import { bare } from "../bare.ts";
import { searchBare } from "../bare-list.ts";
import { drive, round } from "../drive.ts";
import { compared, type Line } from "../figure.ts";
import type { Act } from "../load.ts";
import type { Person } from "../people.ts";
import { lookAtList } from "../views.ts";
import { realSearches, type Search } from "../words.ts";

/** Words typed into the search of the list: its rows and its total, the times of the slower. */
export const search: Line = {
  name: "search",
  about: "by real words: Russian, English, Indonesian, Persian",
  needs: "size",
  async run(stage) {
    const searches = await realSearches(stage, 300);
    const { administrator, limited } = stage.people;
    const figures = [];
    for (const [who, person] of [
      ["administrator", administrator],
      ["employee of some sites", limited],
    ] as const) {
      const headers = await stage.signIn(person.email);
      const driven = await drive(
        stage,
        searches.map((one) => lookFor(one, headers)),
      );
      const without = await bare(stage, (ask, turn) => ofTurn(ask, turn, person));
      const parts = {
        ...driven.parts,
        "bare p50": round(without.p50),
        "bare p95": round(without.p95),
        ...counted(searches),
      };
      figures.push(compared("search", who, stage.size, { ...driven, bare: without.rate, parts }, { p95: 100 }));
    }
    return figures;

    async function ofTurn(ask: Parameters<typeof searchBare>[0], turn: number, person: Person): Promise<void> {
      const { words } = searches[turn % searches.length] ?? { words: "" };
      await searchBare(ask, stage.workspaceId, person, words);
    }
  },
};

/** Rows and total, as the console asks; the counters do not change with what is typed. */
const lookFor = ({ language, words }: Search, headers: Record<string, string>): Act =>
  lookAtList({ where: `"${words}"` }, headers)
    .slice(0, 2)
    .map((call) => ({ ...call, kind: `${call.kind} ${language}` }));

function counted(searches: readonly Search[]): Record<string, number> {
  const by = Map.groupBy(searches, ({ language }) => language);
  return Object.fromEntries([...by].map(([language, all]) => [`searches ${language}`, all.length]));
}
