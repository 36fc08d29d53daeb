import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import pg from "pg";
import { readConfig } from "./config.ts";
import { explainStart } from "./explain-start.ts";

const DATABASE = "postgres://pult:very-secret@db.example:5433/desk";
const fault = (more: object) => Object.assign(new Error("as the system says it"), more);

describe("what keeps a desk from starting", () => {
  it("is a database server that is not there, told without its password", async () => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const address = server.address();
    assert.ok(address && typeof address === "object");
    await new Promise((done) => server.close(done));
    const databaseUrl = `postgres://pult:very-secret@127.0.0.1:${address.port}/desk`;
    const error = await new pg.Client({ connectionString: databaseUrl }).connect().catch((caught: unknown) => caught);
    const told = explainStart(error, { dataFolder: "/data", databaseUrl }) ?? "";
    assert.match(told, new RegExp(`127\\.0\\.0\\.1:${address.port} does not answer .*DATABASE_URL`));
    assert.doesNotMatch(told, /very-secret/);
  });

  it("is a database server that refuses, each with what to mend", () => {
    for (const [code, mend] of [
      ["28P01", /password in DATABASE_URL/],
      ["28000", /pg_hba\.conf/],
      ["3D000", /no database “desk”.*createdb/],
      ["42501", /CREATEROLE/],
      ["53300", /max_connections/],
      ["57P03", /again in a moment/],
    ] as const) {
      const error = Object.assign(new pg.DatabaseError("refused", 7, "error"), { code });
      assert.match(explainStart(error, { dataFolder: "/data", databaseUrl: DATABASE }) ?? "", mend);
    }
  });

  it("is a data folder that cannot be written", async (t) => {
    const folder = await mkdtemp(join(tmpdir(), "pult-"));
    t.after(() => rm(folder, { recursive: true }));
    const dataFolder = join(folder, "file");
    writeFileSync(dataFolder, "");
    assert.throws(
      () => readConfig({ PULT_DATA: dataFolder }),
      (error) => /cannot be written .*PULT_DATA/.test(explainStart(error, { dataFolder, databaseUrl: null }) ?? ""),
    );
    const readOnly = fault({ code: "EROFS", path: "/data/postgres" });
    assert.match(explainStart(readOnly, { dataFolder: "/data", databaseUrl: null }) ?? "", /PULT_DATA/);
  });

  it("is a port that is taken or not ours to take", () => {
    const at = { dataFolder: "/data", databaseUrl: null };
    assert.match(explainStart(fault({ code: "EADDRINUSE", port: 4000 }), at) ?? "", /^Port 4000 is taken/);
    assert.match(explainStart(fault({ code: "EACCES", syscall: "listen", port: 25 }), at) ?? "", /PULT_SMTP_PORT/);
  });

  it("may be what nobody expects, which is shown whole", () => {
    const at = { dataFolder: "/data", databaseUrl: DATABASE };
    for (const error of [new Error("bug"), fault({ code: "EACCES", path: "/elsewhere" }), "text", null]) {
      assert.equal(explainStart(error, at), null);
    }
  });
});
