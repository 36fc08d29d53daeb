import assert from "node:assert/strict";
import { after, before, it } from "node:test";
import fc from "fast-check";
import { sql } from "kysely";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { storableJson } from "./storable-json.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase({ migrated: false });
});
after(() => db.close());

const clean = (text: string) => text.replace(/\p{Cs}/gu, "").replaceAll("\0", "");

it("keeps every text but for what the database cannot hold", async () => {
  const units = fc.array(fc.constantFrom("\0", "\ud83d", "\ude00", "\\", "u0000", "я", '"'), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(units, async (parts) => {
      const text = parts.join("");
      const { rows } = await sql<{ value: unknown }>`select ${storableJson([text])}::jsonb as value`.execute(db.owner);
      assert.deepEqual(rows[0]?.value, [clean(text)]);
    }),
    { numRuns: 300 },
  );
});
