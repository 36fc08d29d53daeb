import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { stopTestServer, testServer } from "./database-server.ts";

/** Stops the test server after a minute without connections, so that nothing stays behind when tests are done. */
const IDLE_LIMIT_MS = 60_000;
const STEP_MS = 2_000;

const client = new Client({ connectionString: await testServer(), application_name: "pult test watchdog" });
client.on("error", () => process.exit(0));
await client.connect();

const { rows: only } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock(7854002) as mine");
if (!only[0]?.mine) process.exit(0);

// Databases of test processes that died before they could drop them, and templates of long past schemas.
const { rows: found } = await client.query<{ datname: string }>(
  "select datname from pg_database where datname ~ '^pult_(test|template)_' order by oid desc",
);
const names = found.map((row) => row.datname);
const dead = names.filter((name) => name.startsWith("pult_test_") && !alive(Number(name.split("_")[2])));
const old = names.filter((name) => name.startsWith("pult_template_")).slice(3);
for (const name of [...dead, ...old])
  await client.query(`drop database if exists ${name} with (force)`).catch(() => {});

let idle = 0;
while (idle < IDLE_LIMIT_MS) {
  await sleep(STEP_MS);
  const { rows } = await client.query<{ others: number }>(
    "select count(*)::int as others from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()",
  );
  idle = rows[0]?.others ? 0 : idle + STEP_MS;
}
await client.end();
await stopTestServer();

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
