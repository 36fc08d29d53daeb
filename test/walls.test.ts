/** Nothing of a workspace is read behind another's wall, or behind none: by no table, no function and no route. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { FastifyInstance } from "fastify";
import { CompiledQuery, Kysely, PostgresDialect, PostgresDriver, sql } from "kysely";
import pg from "pg";
import { PATHS } from "../contract/paths.ts";
import type { Route } from "../contract/route.ts";
import { ROUTES } from "../contract/routes.ts";
import { buildApp } from "../server/app.ts";
import { APP_ROLE, type Db, inWorkspace } from "../server/platform/database.ts";
import { BASE } from "../server/platform/http/doors.ts";
import { newId } from "../server/platform/ids.ts";
import type { Tables } from "../server/platform/tables.ts";
import { type TestApp, testApp } from "./app.ts";
import { names } from "./contract-check.ts";
import { CASES } from "./matrix-cases.ts";
import { makeWorld, type World } from "./matrix-world.ts";

let app: TestApp;
let world: World;
/** Another workspace, with nothing in it. */
const foreign = newId();
before(async () => {
  app = await testApp();
  world = await makeWorld(app);
  const { workspaceId: workspace_id, people } = app.cast;
  await app.owner.insertInto("workspace").values({ id: foreign, slug: "foreign", name: "F", preset: "p" }).execute();
  // What every workspace begins with is its own: here nothing of its own may hide what is another's.
  await app.owner.deleteFrom("priority").where("workspace_id", "=", foreign).execute();
  await app.as("boss").put("/drafts/reply", { body: { text: "Ответ" } });
  const company = { workspace_id, id: newId(), name: "Walled", email: "w@walled.example", domains: ["walled.example"] };
  await app.owner.insertInto("company").values(company).execute();
  await app.owner.updateTable("contact").set({ phone: "+7 900 123-45-67" }).where("id", "=", people.ada.id).execute();
});
after(() => app.close());

/** Runs as the application does, inside the workspace or, for null, inside none. */
const within = <T>(workspace: string | null, work: (db: Db) => Promise<T>): Promise<T> =>
  workspace === null ? work(app.db) : inWorkspace(app.db, workspace, work);

describe("tables", () => {
  type Table = { name: string; walled: boolean };
  const readable = async (): Promise<Table[]> => {
    const { rows } = await sql<Table>`select relname as name, relrowsecurity
        or (relkind = 'v' and coalesce(reloptions @> '{security_invoker=true}', false)) as walled from pg_class
      where relkind in ('r', 'p', 'v', 'm', 'f') and relnamespace = 'public'::regnamespace
        and has_table_privilege(${APP_ROLE}, oid, 'select') order by 1`.execute(app.owner);
    return rows;
  };
  const count = async (db: Db, name: string) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(db);
    return rows[0]?.n ?? 0;
  };

  it("[B-SEC-03] that the application can read have a wall, each", async () => {
    assert.deepEqual(
      (await readable()).filter(({ walled }) => !walled),
      [],
    );
  });

  it("[B-SEC-03] show, change and lose no row without a workspace and in a foreign one", async () => {
    let full = 0;
    for (const { name } of await readable()) {
      const own = await within(app.cast.workspaceId, (db) => count(db, name));
      if (own > 0) full += 1;
      assert.equal(await within(null, (db) => count(db, name)), 0, `${name} without a workspace`);
      // The workspace's own row is the one that it sees.
      const seen = await within(foreign, (db) => count(db, name));
      assert.equal(seen, name === "workspace" ? 1 : 0, `${name} in a foreign workspace`);
      if (name === "workspace") continue;
      const lost = await within(foreign, (db) => sql`delete from ${sql.table(name)}`.execute(db)).catch(refused);
      assert.equal(lost.numAffectedRows ?? 0n, 0n, `${name} could be emptied`);
    }
    assert.ok(full >= 28, `only ${full} tables have rows to be hidden`);
  });

  /** Logs that only grow may not be deleted from at all, and a view has no rows of its own. */
  function refused(error: unknown) {
    assert.ok(error instanceof pg.DatabaseError && ["42501", "55000"].includes(error.code ?? ""), String(error));
    return { numAffectedRows: 0n };
  }

  it("[B-SEC-03] of accounts, secrets of setup and seals are closed to the application", async () => {
    const { rows } = await sql<{ name: string }>`select relname as name from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace
        and not has_table_privilege(${APP_ROLE}, oid, 'select') order by 1`.execute(app.owner);
    for (const name of [
      "auth_account",
      "auth_session",
      "auth_user",
      "auth_verification",
      "setup_token",
      "event_seal",
    ]) {
      assert.ok(
        rows.some((row) => row.name === name),
        name,
      );
    }
  });
});

describe("functions that go past the walls", () => {
  /** What each is asked that finds something in its own workspace; those that answer nothing have `null`. */
  const asked = (): Record<string, string | null> => {
    const { people, places } = app.cast;
    return {
      company_of_domain: "'walled.example'",
      contact_of_email: "'ada@cast.example'",
      contacts_known: "array['ada@cast.example'], array['9001234567']",
      contacts_of_phone: "'9001234567'",
      find_companies: "array['%Wall%'], null, 'x', null, null, null, 50",
      find_contacts: "array['%ada%'], null, null, null, null, null, null, null, 50",
      find_places: `null, null, null, null, array['${places.flat12}'::uuid], null, null, null, null, null, null, 50`,
      places_beneath: `array['${places.siteA}'::uuid]`,
      search_tickets: "'кран', null, null, 50, true",
      next_ticket_number: `'${app.cast.workspaceId}'`,
      // The one question that is asked before the workspace is known: whose a letter's address is.
      workspace_of_address: null,
      pult_cancel_job: null,
      pult_enqueue: null,
      renew_sessions: `'employee', array['${people.boss.id}'::uuid]`,
      end_sessions: `'employee', '${people.rita.id}'`,
    };
  };
  const definers = async () => {
    const { rows } = await sql<{ name: string; open: boolean; path: string }>`select proname as name,
      has_function_privilege(${APP_ROLE}, oid, 'execute') as open,
        coalesce((select setting from unnest(proconfig) setting where setting like 'search_path=%'), '') as path
      from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`.execute(app.owner);
    return rows;
  };

  it("[B-SEC-03] find what they are for, and nothing without a workspace and in a foreign one", async () => {
    const questions = asked();
    const open = (await definers()).filter((one) => one.open).map(({ name }) => name);
    assert.deepEqual(open, Object.keys(questions).sort(), "State here how each is called");
    for (const name of open) {
      if (questions[name] === null) continue;
      const call = (db: Db) => sql.raw(`select * from ${name}(${questions[name]})`).execute(db);
      const found = async (workspace: string | null) => {
        const answer = await within(workspace, call).catch((error: unknown) => {
          assert.ok(error instanceof pg.DatabaseError && /foreign workspace/.test(error.message), `${name}: ${error}`);
          return { rows: [] };
        });
        return answer.rows.filter((row) =>
          Object.values(row ?? {}).some((value) => value !== null && String(value) !== ""),
        );
      };
      if (!name.endsWith("_sessions")) assert.notEqual((await found(app.cast.workspaceId)).length, 0, name);
      assert.deepEqual(await found(null), [], `${name} without a workspace`);
      assert.deepEqual(await found(foreign), [], `${name} in a foreign workspace`);
    }
  });

  it("[B-SEC-03] run for nobody else who may come into the database", async () => {
    const { rows } = await sql<{ name: string }>`select proname as name from pg_proc, aclexplode(proacl) acl
      where prosecdef and pronamespace = 'public'::regnamespace and acl.grantee = 0`.execute(app.owner);
    assert.deepEqual(rows, [], "Revoke these from public");
  });

  it("cannot be led to another table of the same name", async () => {
    const loose = (await definers()).filter(({ path }) => !path.endsWith("pg_temp"));
    assert.deepEqual(loose, [], "Give these `set search_path = public, pg_temp`");
  });

  it("promise no job of a foreign workspace", async () => {
    const payload = JSON.stringify({ workspaceId: app.cast.workspaceId });
    const promise = within(foreign, (db) => sql`select pult_enqueue('any', ${payload}::json)`.execute(db));
    await assert.rejects(promise, { code: "42501" });
  });
});

describe("every read of the API", () => {
  /** Begins each transaction behind the wrong wall, whatever workspace the server asks for. */
  class WrongDriver extends PostgresDriver {
    readonly #workspace: string | null;
    constructor(pool: pg.Pool, workspace: string | null) {
      super({ pool });
      this.#workspace = workspace;
    }
    override async beginTransaction(connection: Parameters<PostgresDriver["beginTransaction"]>[0]): Promise<void> {
      const open = this.#workspace === null ? "" : `; select open_workspace('${this.#workspace}')`;
      await connection.executeQuery(CompiledQuery.raw(`begin${open}`));
    }
  }
  function wrongDatabase(workspace: string | null): Db {
    const pool = new pg.Pool({ connectionString: app.url, max: 2, options: `-c role=${APP_ROLE} -c timezone=UTC` });
    class WrongDialect extends PostgresDialect {
      override createDriver() {
        return new WrongDriver(pool, workspace);
      }
    }
    return new Kysely<Tables>({ dialect: new WrongDialect({ pool }) });
  }

  /** Asks every GET of the API as boss; what was answered, by route. */
  async function readAll(server: FastifyInstance): Promise<Map<string, { status: number; text: string }>> {
    const answers = new Map<string, { status: number; text: string }>();
    for (const name of names()) {
      const [method, pattern = ""] = PATHS[name].split(" ");
      const route: Route = ROUTES[name];
      if (method !== "GET" || name === "followLive" || route.door === "public" || route.door === "client") continue;
      const params = CASES[name].params?.(world, "boss") ?? {};
      const path = pattern.replace(/\{(\w+)\}/g, (_, key: string) => params[key] ?? "");
      const url = `${BASE}${path}${CASES[name].query ? `?${CASES[name].query}` : ""}`;
      const headers = { authorization: `Bearer ${app.cast.people.boss.token}` };
      const { statusCode: status, payload: text } = await server.inject({ url, headers });
      answers.set(name, { status, text });
    }
    return answers;
  }

  it("[B-SEC-03] answers nothing of the workspace where the database stands in none or in a foreign one", async () => {
    const { workspaceId, people, roles } = app.cast;
    const { rows } = await sql<{ t: string }>`select c.table_name as t from information_schema.columns c
      where c.table_schema = 'public' and c.column_name = 'id' and c.data_type = 'uuid' and exists (
        select from information_schema.columns w where w.table_schema = 'public' and w.table_name = c.table_name
          and w.column_name = 'workspace_id')`.execute(app.owner);
    const ids = new Set<string>();
    for (const { t } of rows) {
      const found = await sql<{
        id: string;
      }>`select id from ${sql.table(t)} where workspace_id = ${workspaceId}`.execute(app.owner);
      for (const { id } of found.rows) ids.add(id);
    }
    // Who asks is known by his token, which is looked up before the wall.
    for (const own of [people.boss.id, roles.admin]) ids.delete(own);

    const right = await readAll(app.server);
    const wrongly = [...right].filter(([, { status }]) => status !== 200);
    assert.deepEqual(wrongly, [], "each is really read where the wall is the right one");
    const told = [...right.values()].filter(({ text }) => [...ids].some((id) => text.includes(id)));
    assert.ok(told.length > 30, `only ${told.length} routes answer something that could be recognised`);

    for (const workspace of [null, foreign]) {
      const db = wrongDatabase(workspace);
      const server = await buildApp({
        db,
        owner: app.owner,
        databaseUrl: app.url,
        now: app.clock.now,
        secret: "the-secret-of-the-walls-has-32-characters",
        publicUrl: "http://localhost:4000",
        filesFolder: app.filesFolder,
        database: "embedded",
        sendLetter: async () => {},
        mail: app.mail,
        sms: app.sms,
        messengers: app.messengers,
      });
      for (const [name, { text }] of await readAll(server)) {
        const leaked = [...ids].filter((id) => text.includes(id));
        assert.deepEqual(leaked, [], `${name} with ${workspace === null ? "no" : "a foreign"} workspace: ${text}`);
      }
      await server.close();
      await db.destroy();
    }
  });
});
