import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { dumpSchema, SCHEMA_FILE } from "../tools/dump-schema.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

let db: TestDatabase;
before(async () => {
  db = await testDatabase();
});
after(() => db.close());

it("keeps migrations/schema.sql up to date with the migrations", async () => {
  const committed = await readFile(SCHEMA_FILE, "utf8").catch(() => "");
  const made = await dumpSchema(db.owner);
  assert.ok(
    committed === made,
    "The dump is out of date: run `node tools/dump-schema.ts` and commit migrations/schema.sql",
  );
});

describe("keys", () => {
  /** Keys that do not begin with `workspace_id`, and why none of them is in the way of sharding by it. */
  const OF_THE_HOUSE: Readonly<Record<string, string>> = {
    workspace_pkey: "the id is the workspace",
    workspace_slug_key: "the table of workspaces itself, which is kept whole",
    attempt_pkey: "wrong passwords by what was tried: before anybody knows whose it is",
    auth_account_pkey: "an account is of a person, who may be in many workspaces",
    auth_session_pkey: "a session is of an account; the workspace in it is where he looks now, and changes",
    auth_session_token_key: "a session is found before its workspace is known",
    auth_user_pkey: "an account is of a person, who may be in many workspaces",
    auth_user_email_key: "one account for each address, in however many workspaces",
    auth_verification_pkey: "what was sent to prove an address belongs to an account",
    migration_pkey: "migrations change all workspaces",
    setup_token_pkey: "before there is a workspace",
  };

  it("[B-OPS-07] begin with the workspace, each, but for those of the house that are named here", async () => {
    // Primary keys, unique constraints and indexes, and exclusions; the queue keeps its own tables in a schema of its own.
    const { rows } = await sql<{ key: string; first: string | null }>`
      select i.indexrelid::regclass::text as key, a.attname as first
      from pg_index i join pg_class c on c.oid = i.indrelid
      left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
      where (i.indisunique or i.indisprimary or i.indisexclusion) and c.relnamespace = 'public'::regnamespace
      order by 1`.execute(db.owner);
    assert.ok(rows.length > 80, `only ${rows.length} keys are looked at`);
    assert.deepEqual(
      rows.filter(({ first }) => first !== "workspace_id").map(({ key }) => key),
      Object.keys(OF_THE_HOUSE).sort(),
    );
  });

  it("[B-OPS-07] of tables with rows of a workspace are there, and are what other rows point to", async () => {
    const { rows: keyless } = await sql<{ name: string }>`select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
      where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace
        and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`.execute(db.owner);
    assert.deepEqual(keyless, [], "Tables without a primary key");
    // A reference that names no workspace could not be checked where the row lies; tables of the house lie everywhere.
    const { rows: blind } = await sql<{ name: string }>`select k.conrelid::regclass || ': ' || k.conname as name
      from pg_constraint k
      join pg_attribute mine on mine.attrelid = k.conrelid and mine.attnum = k.conkey[1]
      join pg_attribute theirs on theirs.attrelid = k.confrelid and theirs.attname = 'workspace_id'
      where k.contype = 'f' and k.connamespace = 'public'::regnamespace
        and not (mine.attname = 'workspace_id' and k.confkey[1] = theirs.attnum)`.execute(db.owner);
    assert.deepEqual(blind, [], "References that do not begin with the workspace");
  });
});
