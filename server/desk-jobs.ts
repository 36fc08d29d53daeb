import { automationTasks } from "./automation/automation-tasks.ts";
import { forgetRuns } from "./automation/forget-runs.ts";
import { scanWaiting } from "./automation/scan-waiting.ts";
import { forgetBulks } from "./bulk/forget-bulks.ts";
import { runBulkJob } from "./bulk/run-bulk.ts";
import { RUN_BULK } from "./bulk/start-bulk.ts";
import { RELEASE_MESSAGE } from "./conversation/held-row.ts";
import { releaseMessage } from "./conversation/release-message.ts";
import { cleanExportsHourly } from "./exports/clean-exports.ts";
import { runExport } from "./exports/run-export.ts";
import { EXPORT_TICKETS } from "./exports/start-export.ts";
import { cleanUploadsHourly } from "./files/clean-uploads.ts";
import type { FileStorage } from "./files/storage.ts";
import { fetchLostMailboxes } from "./mail/fetch-mailbox.ts";
import { type Mail, makeMail } from "./mail/mail.ts";
import type { MessengerDeps } from "./messengers/deps.ts";
import { forgetUpdates } from "./messengers/forget-updates.ts";
import { keepPolling, mendMessengers } from "./messengers/keep-polling.ts";
import { messengerTasks, waysThrough } from "./messengers/messengers.ts";
import { backUpDaily } from "./operate/own-backups.ts";
import { cleanSignInsHourly } from "./people/attempts.ts";
import type { Config } from "./platform/config.ts";
import type { Db } from "./platform/database.ts";
import { loadTexts } from "./platform/i18n.ts";
import type { JobLog } from "./platform/jobs.ts";
import { makeNetworkGuard } from "./platform/network-guard.ts";
import { sealEveryHour } from "./platform/seal.ts";
import { makeSecrets } from "./platform/secrets.ts";
import { startWorker } from "./platform/start-worker.ts";
import { runRehearsal } from "./rehearsal/run-rehearsal.ts";
import { REHEARSE } from "./rehearsal/start-rehearsal.ts";
import { comeBackInTime } from "./reminders/come-back.ts";
import { COME_BACK } from "./reminders/set-reminder.ts";
import { callNext } from "./routing/call-next.ts";
import { CALL_NEXT } from "./routing/calls.ts";
import { COUNT_FORMULAS } from "./settings/formula-runs.ts";
import { makeSms, type Sms } from "./sms/sms.ts";
import { FILL_WORKED_TIMES, fillWorkedTimes } from "./tickets/fill-worked-times.ts";
import { runFormulas } from "./tickets/formulas/run-formulas.ts";
import { endAttached } from "./tickets/incidents/end-attached.ts";
import { runMigration } from "./tickets/migration/run-migration.ts";
import { MIGRATE_TICKETS } from "./tickets/migration/start-migration.ts";
import { runRecount } from "./tickets/recount/run-recount.ts";
import { RECOUNT } from "./tickets/recount/start-recount.ts";
import { runTimer } from "./tickets/run-timer.ts";
import { END_ATTACHED, TICKET_TIMER } from "./tickets/save-decision.ts";

/** How long a mail server may be silent while letters are fetched from it, ms. */
const IMAP_PATIENCE_MS = 30_000;
/** How long a webhook may be silent, ms. */
const WEBHOOK_PATIENCE_MS = 10_000;
/** How long an SMS gateway may be silent, ms: what it has not answered for is not sent again. */
const SMS_PATIENCE_MS = 20_000;

type Parts = { config: Config; db: Db; storage: FileStorage; now: () => Date };

/** Letters in and out, as the settings say. */
export async function mailOf({ config, db, storage, now }: Parts): Promise<Mail> {
  const { secret, publicUrl, smtpUrl } = config;
  const secrets = makeSecrets(config.secretKey);
  const imap = { guard: makeNetworkGuard(config.allowPrivate), patience: IMAP_PATIENCE_MS };
  return makeMail({ db, storage, now, secret, publicUrl, smtpUrl, secrets, imap, texts: await loadTexts() });
}

/** SMS out, by the gateways that the workspaces have set. */
export const smsOf = async ({ config, db, now }: Parts, { send }: Mail): Promise<Sms> =>
  makeSms({
    ...{ db, now, secrets: makeSecrets(config.secretKey) },
    ...{ send, texts: await loadTexts(), publicUrl: config.publicUrl },
    ...{ guard: makeNetworkGuard(config.allowPrivate), patience: SMS_PATIENCE_MS },
  });

/** How long one question for updates of a messenger waits for the first, seconds. */
const POLL_SECONDS = 50;

/** Messengers, as the settings say. */
export async function messengersOf({ config, db, storage, now }: Parts): Promise<MessengerDeps> {
  const ways = waysThrough(makeNetworkGuard(config.allowPrivate));
  const secrets = makeSecrets(config.secretKey);
  const { publicUrl } = config;
  return { db, storage, now, secrets, ways, publicUrl, texts: await loadTexts(), pollSeconds: POLL_SECONDS };
}

/** Runs every kind of job that a desk has, in a server or in a worker of its own; `url` is that of the database. */
export async function startJobs({
  url,
  owner,
  mail,
  messengers,
  log,
  ...parts
}: Parts & { url: string; owner: Db; mail: Mail; messengers: MessengerDeps; log: JobLog }): Promise<{
  stop(): Promise<void>;
}> {
  const { config, db, storage, now } = parts;
  const exports = { db, storage, now, texts: await loadTexts(), publicUrl: config.publicUrl };
  const jobs = await startWorker({
    url,
    concurrency: Math.max(1, config.workers),
    tasks: {
      ...mail.tasks,
      ...(await smsOf(parts, mail)).tasks,
      ...messengerTasks(messengers),
      ...automationTasks({
        db,
        now,
        secret: config.secret,
        publicUrl: config.publicUrl,
        guard: makeNetworkGuard(config.allowPrivate),
        patience: WEBHOOK_PATIENCE_MS,
      }),
      // The database says when a timer is due: this machine's clock may lag behind, and would find that it is not yet.
      [TICKET_TIMER]: (payload, { runAt }) =>
        runTimer(db, payload, new Date(Math.max(now().getTime(), runAt.getTime()))),
      [RELEASE_MESSAGE]: (payload) => releaseMessage(db, payload, now()),
      [COME_BACK]: (payload, { runAt }) =>
        comeBackInTime(db, payload, new Date(Math.max(now().getTime(), runAt.getTime()))),
      [REHEARSE]: (payload, job) => runRehearsal(db, payload, now, job),
      [RUN_BULK]: (payload, job) => runBulkJob(db, payload, now, job),
      [RECOUNT]: (payload, job) => runRecount(db, payload, now(), job),
      [COUNT_FORMULAS]: (payload, job) => runFormulas(db, payload, now(), job),
      [FILL_WORKED_TIMES]: (payload, job) => fillWorkedTimes(db, payload, job),
      [MIGRATE_TICKETS]: (payload, { signal }) => runMigration(db, payload, now(), signal),
      [EXPORT_TICKETS]: (payload, job) => runExport(exports, payload, job),
      [END_ATTACHED]: (payload, job) => endAttached(db, payload, now(), job),
      [CALL_NEXT]: (payload) => callNext(db, payload, now()),
    },
    scheduled: {
      ...sealEveryHour(owner),
      ...backUpDaily(config),
      ...cleanUploadsHourly(owner, storage),
      ...cleanExportsHourly(owner, storage),
      ...cleanSignInsHourly(owner),
      ...fetchLostMailboxes(owner),
      ...scanWaiting(owner),
      ...forgetRuns(owner),
      ...forgetBulks(owner),
      ...mendMessengers(owner),
      ...forgetUpdates(owner),
    },
    log,
  });
  const polling = keepPolling(messengers, owner, log);
  return {
    async stop() {
      await Promise.all([polling.stop(), jobs.stop()]);
    },
  };
}
