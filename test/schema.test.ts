import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { it } from "node:test";
import { dumpSchema, SCHEMA_FILE } from "../tools/dump-schema.ts";
import { testDatabase } from "./database.ts";

it("keeps migrations/schema.sql up to date with the migrations", async () => {
  const db = await testDatabase();
  try {
    const committed = await readFile(SCHEMA_FILE, "utf8").catch(() => "");
    const made = await dumpSchema(db.owner);
    assert.ok(
      committed === made,
      "The dump is out of date: run `node tools/dump-schema.ts` and commit migrations/schema.sql",
    );
  } finally {
    await db.close();
  }
});
