import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { readConfig } from "./config.ts";

const folder = () => mkdtempSync(join(tmpdir(), "pult-config-"));

describe("readConfig", () => {
  it("has a value for everything", () => {
    const data = folder();
    const { secret, secretKey, ...config } = readConfig({ PULT_DATA: data, PORT: "" });
    assert.deepEqual(config, {
      dataFolder: data,
      port: 4000,
      host: "0.0.0.0",
      databaseUrl: null,
      smtpPort: 2525,
      smtpUrl: null,
      scanner: null,
      publicUrl: "http://localhost:4000",
      logLevel: "info",
      workers: 4,
      rateLimit: 6_000,
      allowPrivate: [],
      trustProxy: [],
      metricsToken: null,
      backup: { folder: join(data, "backups"), at: null, keep: 7, beforeUpgrade: true },
    });
    assert.ok(secret.length >= 32);
    assert.ok(secretKey.length >= 32 && secretKey !== secret);
  });

  it("keeps the secrets in the data folder, readable by its owner only", () => {
    const data = folder();
    const first = readConfig({ PULT_DATA: data });
    const again = readConfig({ PULT_DATA: data });
    assert.deepEqual([again.secret, again.secretKey], [first.secret, first.secretKey]);
    for (const [name, secret] of [["secret", first.secret] as const, ["secret-key", first.secretKey] as const]) {
      assert.equal(readFileSync(join(data, name), "utf8"), secret);
      assert.equal(statSync(join(data, name)).mode & 0o777, 0o600);
    }
  });

  it("takes what may be reached in private networks between commas", () => {
    const env = { PULT_DATA: folder(), PULT_ALLOW_PRIVATE: " 10.0.0.0/8, mail.internal,," };
    assert.deepEqual(readConfig(env).allowPrivate, ["10.0.0.0/8", "mail.internal"]);
  });

  it("takes a number of proxies, or where they stand", () => {
    const read = (PULT_TRUST_PROXY: string) => readConfig({ PULT_DATA: folder(), PULT_TRUST_PROXY }).trustProxy;
    assert.equal(read("1"), 1);
    assert.deepEqual(read("loopback, 10.0.0.0/8"), ["loopback", "10.0.0.0/8"]);
    assert.throws(() => read("proxy.example"), /PULT_TRUST_PROXY/);
  });

  it("names each wrong variable and its mend, and no password", () => {
    const env = {
      PORT: "70000",
      DATABASE_URL: "mysql://me:hunter2@db",
      PULT_LOG: "loud",
      PULT_SECRET: "short",
      PULT_SECRET_KEY: "short",
      PULT_ALLOW_PRIVATE: "10.0.0.0/40",
      PULT_WORKERS: "-1",
      PULT_TRUST_PROXY: "yes",
      PULT_METRICS_TOKEN: "short",
    };
    assert.throws(
      () => readConfig(env),
      ({ message }: Error) =>
        Object.keys(env).every((name) => message.includes(`- ${name} `)) && !message.includes("hunter2"),
    );
  });

  it("refuses an empty secret file instead of signing with nothing", () => {
    const data = folder();
    writeFileSync(join(data, "secret"), "");
    assert.throws(() => readConfig({ PULT_DATA: data }), /too short for a secret: delete it/);
  });

  it("takes the hour of the nightly backup, and says what is wrong with it", () => {
    const data = folder();
    const env = { PULT_DATA: data, PULT_BACKUP_AT: "2:30", PULT_BACKUP_FOLDER: "/mnt/b", PULT_BACKUP_KEEP: "30" };
    const { backup } = readConfig({ ...env, PULT_BACKUP_BEFORE_UPGRADE: "no" });
    assert.deepEqual(backup, { folder: "/mnt/b", at: { hour: 2, minute: 30 }, keep: 30, beforeUpgrade: false });
    const wrong = { PULT_BACKUP_AT: "24:00", PULT_BACKUP_KEEP: "0", PULT_BACKUP_BEFORE_UPGRADE: "later" };
    assert.throws(
      () => readConfig({ PULT_DATA: data, ...wrong }),
      /PULT_BACKUP_AT is "24:00".*\n.*KEEP is 0.*\n.*yes or no/,
    );
  });
});
