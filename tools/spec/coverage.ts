/** Which rows of the catalogue the tests prove. */
import type { Row } from "./catalogue.ts";
import type { Results } from "./results.ts";
import { idsInName } from "./test-names.ts";

/** One area of the catalogue: how many rows, how many proven, and the IDs of the others. */
export type AreaCoverage = { area: string; rows: number; proven: number; open: string[] };

/**
 * A row is proven when at least one passed test carries its ID and no failed test does.
 * Only a test's own name counts: an ID on a suite would claim every test in it.
 */
export function provenIds(results: Results): Set<string> {
  const tests = Object.values(results).flatMap((file) => file.tests.filter((test) => !test.suite));
  const idsWith = (outcome: string) =>
    new Set(tests.filter((test) => test.outcome === outcome).flatMap((test) => idsInName(test.name)));
  return idsWith("passed").difference(idsWith("failed"));
}

/** Coverage by area, in the order of the catalogue. */
export function coverage(rows: readonly Row[], results: Results): AreaCoverage[] {
  const proven = provenIds(results);
  return [...Map.groupBy(rows, (row) => row.area)].map(([area, ofArea]) => {
    const open = ofArea.filter((row) => !proven.has(row.id)).map((row) => row.id);
    return { area, rows: ofArea.length, proven: ofArea.length - open.length, open };
  });
}

/** What is wrong with the IDs in the names of the tests that ran, one line each, with the mend. */
export function misusedIds(rows: readonly Row[], results: Results): string[] {
  const known = new Set(rows.map((row) => row.id));
  return Object.entries(results).flatMap(([file, { tests }]) =>
    tests.flatMap(({ name, suite }) =>
      idsInName(name).flatMap((id) => {
        if (!known.has(id))
          return [`${file}: "${name}" carries ${id}, which docs/spec does not have. Use a row's exact ID.`];
        if (suite) return [`${file}: the suite "${name}" carries ${id}. Put it on the one test that checks the row.`];
        return [];
      }),
    ),
  );
}
