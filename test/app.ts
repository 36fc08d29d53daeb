import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import type { ProblemBody } from "../contract/shape.ts";
import { type AppOptions, buildApp } from "../server/app.ts";
import { automationTasks } from "../server/automation/automation-tasks.ts";
import { runBulkJob } from "../server/bulk/run-bulk.ts";
import { RUN_BULK } from "../server/bulk/start-bulk.ts";
import { RELEASE_MESSAGE } from "../server/conversation/held-row.ts";
import { releaseMessage } from "../server/conversation/release-message.ts";
import { runExport } from "../server/exports/run-export.ts";
import { EXPORT_TICKETS } from "../server/exports/start-export.ts";
import { diskStorage } from "../server/files/storage.ts";
import { type Mail, makeMail } from "../server/mail/mail.ts";
import type { MessengerDeps } from "../server/messengers/deps.ts";
import { messengerTasks, waysThrough } from "../server/messengers/messengers.ts";
import type { Db } from "../server/platform/database.ts";
import { BASE } from "../server/platform/http/doors.ts";
import { loadTexts } from "../server/platform/i18n.ts";
import type { JobPayload, Task } from "../server/platform/jobs.ts";
import type { Letter } from "../server/platform/letters.ts";
import { makeNetworkGuard, type NetworkGuard } from "../server/platform/network-guard.ts";
import { makeSecrets } from "../server/platform/secrets.ts";
import { runRehearsal } from "../server/rehearsal/run-rehearsal.ts";
import { REHEARSE } from "../server/rehearsal/start-rehearsal.ts";
import { comeBackInTime } from "../server/reminders/come-back.ts";
import { COME_BACK } from "../server/reminders/set-reminder.ts";
import { callNext } from "../server/routing/call-next.ts";
import { CALL_NEXT } from "../server/routing/calls.ts";
import { COUNT_FORMULAS } from "../server/settings/formula-runs.ts";
import { makeSms, type Sms } from "../server/sms/sms.ts";
import { runFormulas } from "../server/tickets/formulas/run-formulas.ts";
import { endAttached } from "../server/tickets/incidents/end-attached.ts";
import { runMigration } from "../server/tickets/migration/run-migration.ts";
import { MIGRATE_TICKETS } from "../server/tickets/migration/start-migration.ts";
import { runRecount } from "../server/tickets/recount/run-recount.ts";
import { RECOUNT } from "../server/tickets/recount/start-recount.ts";
import { runTimer } from "../server/tickets/run-timer.ts";
import { END_ATTACHED, TICKET_TIMER } from "../server/tickets/save-decision.ts";
import { type Cast, makeCast } from "./cast.ts";
import type { CastName } from "./cast-people.ts";
import { checkAnswer, routeAt } from "./contract-check.ts";
import { testDatabase } from "./database.ts";
import { noNetwork } from "./doubles/no-network.ts";
import type { AnswerAt, Method } from "./path-types.ts";

/** When the tests play, unless they say otherwise: a Wednesday, noon in Moscow. */
export const NOW = new Date("2026-10-14T09:00:00Z");

/** How long a mail server of a test may be silent. */
const IMAP_PATIENCE_MS = 2_000;
/** How long a webhook of a test may be silent. */
const WEBHOOK_PATIENCE_MS = 2_000;
/** How long an SMS gateway of a test may be silent. */
const SMS_PATIENCE_MS = 300;

const SECRET = "the-secret-of-the-tests-has-32-characters";

export type Answer<T> = {
  status: number;
  headers: Record<string, string | string[]>;
  /** The answer as the contract types it; asking for it fails when the answer is a problem. */
  readonly body: T;
  /** The problem; asking for it fails when there is none. */
  readonly problem: ProblemBody;
  /** What came, as it came. */
  text: string;
  bytes: Buffer;
};

export type Sent = { headers?: Record<string, string> };

/** Asks the API, path below `/api/v1`. Every answer is checked against the contract. */
export type Caller = {
  get: <P extends string>(path: P, more?: Sent) => Promise<Answer<AnswerAt<"GET", P>>>;
  delete: <P extends string>(path: P, more?: Sent) => Promise<Answer<AnswerAt<"DELETE", P>>>;
  post: <P extends string>(path: P, body?: unknown, more?: Sent) => Promise<Answer<AnswerAt<"POST", P>>>;
  put: <P extends string>(path: P, body?: unknown, more?: Sent) => Promise<Answer<AnswerAt<"PUT", P>>>;
  patch: <P extends string>(path: P, body?: unknown, more?: Sent) => Promise<Answer<AnswerAt<"PATCH", P>>>;
};

export type TestApp = {
  server: FastifyInstance;
  cast: Cast;
  /** Of the database, as the owner of the tables. */
  url: string;
  /** Where files lie. */
  filesFolder: string;
  /** As the owner of the tables: to lay out rows and to look at them. */
  owner: Db;
  /** As the application works. */
  db: Db;
  /** What the application takes for the present; move it by `set`. */
  clock: { now: () => Date; set: (moment: Date | string) => void; pass: (milliseconds: number) => void };
  /** Letters that were promised by the use-cases of people, oldest first. */
  letters: Letter[];
  /** Somebody of the cast, by his token; null: nobody is signed in. */
  as: (name: CastName | null) => Caller;
  /** Somebody with these headers, for cookies and other tokens. */
  with: (headers: Record<string, string>) => Caller;
  /** Letters in and out, wired to this application; no mail server is set. */
  mail: Mail;
  /** SMS out, wired to it too; gateways may stand on this machine. */
  sms: Sms;
  /** Messengers, wired to this application; they are asked when a test does. */
  messengers: MessengerDeps;
  /** Runs the jobs that are due by the test's clock, and those that they promise, until none is left. */
  work: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * The whole application on a database of its own, with the cast. Call it in `before` and `close` in `after`. `options`
 * replaces parts of how the application is wired.
 */
export async function testApp({
  now = NOW,
  options = {},
  smsGuard = noNetwork(),
}: {
  now?: Date;
  options?: Partial<AppOptions>;
  /** Where SMS may go: nowhere, if not said otherwise. */
  smsGuard?: NetworkGuard;
} = {}): Promise<TestApp> {
  const database = await testDatabase();
  const cast = await makeCast(database.owner, new Date(now.getTime() - 24 * 3600 * 1000));
  const filesFolder = await mkdtemp(join(tmpdir(), "pult-test-files-"));
  const letters: Letter[] = [];
  let present = now;
  const clock = {
    now: () => present,
    set: (moment: Date | string) => {
      present = new Date(moment);
    },
    pass: (milliseconds: number) => {
      present = new Date(present.getTime() + milliseconds);
    },
  };
  const texts = await loadTexts();
  const storage = diskStorage(filesFolder);
  const exports = { db: database.app, storage, now: clock.now, texts, publicUrl: "http://localhost:4000" };
  const mail = makeMail({
    db: database.app,
    storage,
    now: clock.now,
    secret: SECRET,
    publicUrl: "http://localhost:4000",
    smtpUrl: null,
    secrets: makeSecrets(SECRET),
    imap: { guard: makeNetworkGuard(["127.0.0.1"]), patience: IMAP_PATIENCE_MS },
    texts,
  });
  const sms = makeSms({
    ...{ db: database.app, now: clock.now, secrets: makeSecrets(SECRET) },
    ...{ send: mail.send, texts, publicUrl: "http://localhost:4000" },
    ...{ guard: smsGuard, patience: SMS_PATIENCE_MS },
  });
  const messengers: MessengerDeps = {
    ...{ db: database.app, storage, now: clock.now, secrets: makeSecrets(SECRET), texts },
    ways: waysThrough(makeNetworkGuard(["127.0.0.1"]), "http://127.0.0.1:1"),
    publicUrl: "http://localhost:4000",
    pollSeconds: 0,
  };
  const tasks: Record<string, Task> = {
    ...mail.tasks,
    ...sms.tasks,
    ...messengerTasks(messengers),
    ...automationTasks({
      db: database.app,
      now: clock.now,
      secret: SECRET,
      publicUrl: "http://localhost:4000",
      guard: makeNetworkGuard(["127.0.0.1"]),
      patience: WEBHOOK_PATIENCE_MS,
    }),
    [TICKET_TIMER]: (payload) => runTimer(database.app, payload, clock.now()),
    [RELEASE_MESSAGE]: (payload) => releaseMessage(database.app, payload, clock.now()),
    [COME_BACK]: (payload) => comeBackInTime(database.app, payload, clock.now()),
    [REHEARSE]: (payload, job) => runRehearsal(database.app, payload, clock.now, job),
    [RUN_BULK]: (payload, job) => runBulkJob(database.app, payload, clock.now, job),
    [RECOUNT]: (payload) => runRecount(database.app, payload, clock.now()),
    [COUNT_FORMULAS]: (payload) => runFormulas(database.app, payload, clock.now()),
    [MIGRATE_TICKETS]: (payload, { signal }) => runMigration(database.app, payload, clock.now(), signal),
    [EXPORT_TICKETS]: (payload, job) => runExport(exports, payload, job),
    [END_ATTACHED]: (payload, job) => endAttached(database.app, payload, clock.now(), job),
    [CALL_NEXT]: (payload) => callNext(database.app, payload, clock.now()),
  };
  const server = await buildApp({
    db: database.app,
    owner: database.owner,
    databaseUrl: database.url,
    now: clock.now,
    secret: SECRET,
    publicUrl: "http://localhost:4000",
    filesFolder,
    database: "embedded",
    sendLetter: async (_tx, letter) => {
      letters.push(letter);
    },
    mail,
    sms,
    messengers,
    ...options,
  });
  await server.ready();
  return {
    server,
    cast,
    url: database.url,
    filesFolder,
    owner: database.owner,
    db: database.app,
    clock,
    letters,
    mail,
    sms,
    messengers,
    work: () => runJobs(database.owner, tasks, clock.now),
    as: (name) => callerWith(server, name ? { authorization: `Bearer ${cast.people[name].token}` } : {}),
    with: (headers) => callerWith(server, headers),
    async close() {
      await server.close();
      await database.close();
      await rm(filesFolder, { recursive: true, force: true });
    },
  };
}

/** A job of the queue as its table holds it. */
type Queued = { id: string; task: string; payload: JobPayload; created_at: Date; run_at: Date };

/**
 * Takes the due jobs from the queue's table in their order and runs each once. The worker itself is tested elsewhere;
 * here its clock would be the machine's and not the test's.
 */
async function runJobs(owner: Db, tasks: Record<string, Task>, now: () => Date): Promise<void> {
  for (let round = 0; round < 50; round++) {
    const { rows } = await sql<Queued>`
      delete from graphile_worker._private_jobs j using graphile_worker._private_tasks t
      where t.id = j.task_id and (j.run_at <= ${now()} or j.run_at <= now() and j.run_at = j.created_at)
        and t.identifier = any(${Object.keys(tasks)}::text[])
      returning j.id, t.identifier as task, j.payload, j.created_at, j.run_at`.execute(owner);
    if (rows.length === 0) return;
    for (const { id, task, payload, ...times } of rows.sort((a, b) => Number(a.id) - Number(b.id))) {
      const when = { promisedAt: times.created_at, runAt: times.run_at };
      await tasks[task]?.(payload, { id, ...when, attempt: 1, isLast: true, signal: new AbortController().signal });
    }
  }
  throw new Error("Jobs promise jobs without end");
}

function callerWith(server: FastifyInstance, headers: Record<string, string>): Caller {
  const ask = async <T>(method: Method, path: string, body: unknown, more: Sent): Promise<Answer<T>> => {
    const response = await server.inject({
      method,
      url: BASE + path,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
        ...more.headers,
      },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const { statusCode: status, payload: text } = response;
    const name = routeAt(method, path.split("?")[0] ?? "");
    assert.ok(name, `The contract has no route at ${method} ${path}`);
    checkAnswer(name, status, String(response.headers["content-type"] ?? ""), text);
    return {
      status,
      headers: Object.fromEntries(Object.entries(response.headers).map(([key, value]) => [key, headerValue(value)])),
      get body(): T {
        assert.ok(status < 400, `${method} ${path} was refused: ${text}`);
        return text === "" ? (undefined as T) : JSON.parse(text);
      },
      get problem(): ProblemBody {
        assert.ok(status >= 400, `${method} ${path} was not refused: ${text}`);
        return JSON.parse(text);
      },
      text,
      bytes: response.rawPayload,
    };
  };
  return {
    get: (path, more = {}) => ask("GET", path, undefined, more),
    delete: (path, more = {}) => ask("DELETE", path, undefined, more),
    post: (path, body, more = {}) => ask("POST", path, body, more),
    put: (path, body, more = {}) => ask("PUT", path, body, more),
    patch: (path, body, more = {}) => ask("PATCH", path, body, more),
  };
}

const headerValue = (value: number | string | string[] | undefined): string | string[] =>
  Array.isArray(value) ? value : String(value ?? "");
