import { sql } from "kysely";
import type { Request, Response } from "../../contract/routes.ts";
import { importResidents } from "../clients/import-residents.ts";
import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { forbidden } from "../platform/http/problem.ts";
import { loadSettings } from "../settings/load-settings.ts";
import { lockTree } from "./access.ts";
import { addressWords } from "./address.ts";
import { type ImportRow, type RowError, readImport } from "./import-rows.ts";
import { ImportTree, type Placed } from "./import-tree.ts";
import type { PlacesParts } from "./parts.ts";

type Answer = Response<"importPlaces">;

/** More faults are not told: nobody reads them, and the answer stays bounded. */
const MOST_ERRORS = 1_000;

/**
 * Adds the sites, entrances, floors, units and residents that a table names, as far as they are not there yet: a
 * second run changes nothing. Rows with a fault are left out and told. A dry run does the same and takes it back.
 */
export const importPlaces = (ctx: Ctx, parts: PlacesParts, body: Request<"importPlaces">["body"]): Promise<Answer> =>
  ctx.write(async (tx) => {
    if (!ctx.person.allPlaces) throw forbidden();
    const { count, rows, errors } = readImport(body.text);
    await lockTree(tx, ctx.workspaceId);
    if (!body.dryRun) return runImport(tx, ctx, parts, { count, rows, errors });
    await sql`savepoint before_import`.execute(tx);
    const answer = await runImport(tx, ctx, parts, { count, rows, errors });
    await sql`rollback to savepoint before_import`.execute(tx);
    return answer;
  });

async function runImport(
  tx: Tx,
  ctx: Ctx,
  parts: PlacesParts,
  { count, rows, errors }: { count: number; rows: readonly ImportRow[]; errors: readonly RowError[] },
): Promise<Answer> {
  const { workspaceId, now } = ctx;
  const { locale } = await loadSettings(tx, workspaceId);
  const faults = [...errors];
  const tree = new ImportTree(addressWords(parts.texts, locale));
  await tree.load(
    tx,
    workspaceId,
    rows.map(({ site }) => site),
  );
  const placed: Placed[] = [];
  for (const row of rows) {
    const result = tree.place(row);
    if ("code" in result) faults.push(result);
    else placed.push(result);
  }
  await tree.save(tx, workspaceId, now);
  const residents = placed.flatMap(({ row, placeId }) =>
    row.resident === "" ? [] : [{ ...row, placeId, name: row.resident }],
  );
  const people = await importResidents(tx, workspaceId, residents, now);
  for (const { row, name } of people.emailTaken) {
    faults.push({ row, field: "email", code: "emailTaken", params: { value: name } });
  }
  const wrong = new Set(people.emailTaken.map(({ row }) => row));
  const same = placed.filter(({ row, changed }) => !changed && !people.changed.has(row.row) && !wrong.has(row.row));
  const t = parts.texts(locale);
  return {
    rows: count,
    created: { places: tree.added, contacts: people.contacts, occupancies: people.occupancies },
    unchanged: same.length,
    errors: faults
      .toSorted((a, b) => a.row - b.row)
      .slice(0, MOST_ERRORS)
      .map(({ row, field, code, params }) => ({ row, field, message: t(`places:import.${code}`, params ?? {}) })),
  };
}
