import type { FastifyInstance } from "fastify";
import { automationDoors } from "./automation/routes.ts";
import { bulkDoors } from "./bulk/routes.ts";
import { cannedDoors } from "./canned/routes.ts";
import { captureDoors } from "./capture/routes.ts";
import { connectCatalog } from "./catalog/routes.ts";
import { checklistDoors } from "./checklists/routes.ts";
import { changePreferences, markContactSeen } from "./clients/link-account.ts";
import { connectClients } from "./clients/routes.ts";
import { connectConfiguration } from "./configuration/routes.ts";
import { draftDoors } from "./conversation/draft-routes.ts";
import { conversationDoors } from "./conversation/routes.ts";
import { exportDoors } from "./exports/routes.ts";
import { fileRoutes } from "./files/routes.ts";
import { diskStorage } from "./files/storage.ts";
import { UPLOAD_PATHS } from "./files/upload-document.ts";
import { openUploads } from "./files/upload-routes.ts";
import { type LiveTimes, liveDoors } from "./live/live.ts";
import type { Pace } from "./lookup/evenly.ts";
import { lookupDoors } from "./lookup/routes.ts";
import { DELIVER_LETTER } from "./mail/deps.ts";
import type { Mail } from "./mail/mail.ts";
import type { MessengerDeps } from "./messengers/deps.ts";
import { messengerDoors } from "./messengers/messengers.ts";
import { sendInvitation } from "./people/invite-employee.ts";
import { makePeople } from "./people/people.ts";
import { signIn } from "./people/sign-in.ts";
import { connectPlaces } from "./places/routes.ts";
import type { Db } from "./platform/database.ts";
import { makeHealthLook } from "./platform/health.ts";
import { serveApiDocument } from "./platform/http/api-document.ts";
import { refuseOtherSites } from "./platform/http/cross-site.ts";
import { BASE, type DoorsOptions, makeDoors } from "./platform/http/doors.ts";
import { limitPeople, limitRate } from "./platform/http/rate-limit.ts";
import { keepRawBodies } from "./platform/http/raw-body.ts";
import { makeServer } from "./platform/http/server.ts";
import { loadTexts } from "./platform/i18n.ts";
import type { SendLetter } from "./platform/letters.ts";
import { connectRehearsals } from "./rehearsal/routes.ts";
import { reminderDoors } from "./reminders/routes.ts";
import { reportDoors } from "./reports/routes.ts";
import { connectRules } from "./rules/routes.ts";
import { connectSettings } from "./settings/routes.ts";
import { administratorBy } from "./setup/add-administrator.ts";
import { connectSetup } from "./setup/routes.ts";
import type { Sms } from "./sms/sms.ts";
import { ticketsInMemory } from "./tickets/column-store/follow-columns.ts";
import { controllersOff } from "./tickets/controllers-off.ts";
import { refreshDerived } from "./tickets/refresh-derived.ts";
import { ticketDoors } from "./tickets/routes.ts";
import { viewDoors } from "./views/routes.ts";
import { serveMetrics } from "./watch/metrics.ts";
import { workDoors } from "./work/routes.ts";
import { workingTimeDoors } from "./working-time/routes.ts";

export type AppOptions = {
  /** As the application works: behind the walls. */
  db: Db;
  /** As the owner of the tables: for sign-in only. */
  owner: Db;
  /** Of the same database, for the connections that hear its notices. */
  databaseUrl: string;
  now: () => Date;
  /** Signs sessions, links and reply tokens. */
  secret: string;
  /** Where people reach this server, without a slash at the end. */
  publicUrl: string;
  /** Where files lie. */
  filesFolder: string;
  /** The address of a scanner for what people bring in. */
  scanner?: string | null;
  database: "embedded" | "server";
  /** Letters about accounts: invitations and sign-in links. */
  sendLetter: SendLetter;
  /** Letters in and out. */
  mail: Mail;
  /** SMS out. */
  sms: Sms;
  messengers: MessengerDeps;
  /** One-click links of demo people work; never set on a real desk. */
  demo?: boolean;
  liveTimes?: Partial<LiveTimes>;
  /** How answers of the public lookup are paced. */
  lookupPace?: Pace;
  /** From one address, and half of it from one person; 0 or nothing: as many as they like. */
  requestsPerMinute?: number;
  /** Whose word is taken for the address that a request comes from. */
  trustProxy?: number | string[];
  /** Who shows it may read the figures at `/metrics`. */
  metricsToken?: string | null;
  log?: boolean | object;
};

/** A call of a messenger is shorter. */
const HOOK_BYTES = 256 * 1024;

/** Wires the capabilities to one HTTP server; whoever starts it, listens. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const app = await makeServer({
    log: options.log ?? false,
    https: options.publicUrl.startsWith("https:"),
    trustProxy: options.trustProxy ?? [],
  });
  refuseOtherSites(app, options.publicUrl);
  keepRawBodies(app, `${BASE}/hooks/`, HOOK_BYTES);
  if (options.requestsPerMinute) await limitRate(app, options.requestsPerMinute);
  const { db, now } = options;
  const texts = await loadTexts();
  const people = makePeople({
    ...options,
    demo: options.demo ?? false,
    texts,
    letters: { send: options.sendLetter },
    contactSeen: markContactSeen,
    changeContactPreferences: changePreferences,
  });
  const storage = diskStorage(options.filesFolder, options.scanner);
  const counts = options.requestsPerMinute ? limitPeople(Math.ceil(options.requestsPerMinute / 2)) : () => {};
  const authenticate: DoorsOptions["authenticate"] = async (request, reply) => {
    const person = await people.authenticate(request, reply);
    if (person) counts(person.id);
    return person;
  };
  const known: DoorsOptions["known"] = (request) => {
    const found = people.known(request);
    if (found) counts(found.person.id);
    return found;
  };
  const forDoors = { db, now, authenticate, known };
  const doors = makeDoors(app, forDoors);
  people.open(doors);
  ticketDoors(doors);
  bulkDoors(doors);
  conversationDoors(doors);
  reminderDoors(doors);
  checklistDoors(doors);
  workDoors(doors);
  workingTimeDoors(doors, { texts, storage });
  draftDoors(doors);
  viewDoors(doors);
  captureDoors(doors, options);
  lookupDoors(doors, { owner: options.owner, pace: options.lookupPace });
  cannedDoors(doors);
  automationDoors(doors, options);
  connectPlaces(doors, { texts, placeMoved: (tx, workspaceId, place) => refreshDerived(tx, workspaceId, { place }) });
  connectClients(doors, {
    ensureAccount: people.deps.accounts.ensure,
    readdressAccount: people.deps.accounts.readdress,
    invite: (tx, ctx, to) => sendInvitation(tx, people.deps, ctx, to),
    contactChanged: (tx, workspaceId, contact) => refreshDerived(tx, workspaceId, { contact }),
    companyChanged: (tx, workspaceId, company) => refreshDerived(tx, workspaceId, { company }),
  });
  connectCatalog(doors, {
    controllersOff,
    serviceRenamed: (tx, workspaceId, service) => refreshDerived(tx, workspaceId, { service }),
  });
  connectSettings(doors);
  connectConfiguration(doors);
  connectRules(doors);
  connectRehearsals(doors);
  connectSetup(doors, {
    owner: options.owner,
    database: options.database,
    findAiling: makeHealthLook({
      owner: options.owner,
      // The clock of the machine, whatever a test takes for the present.
      now: () => new Date(),
      folder: options.filesFolder,
      letterTask: DELIVER_LETTER,
    }),
    addAdministrator: administratorBy(people.deps),
    signIn: (ctx, body, http) => signIn(people.deps, ctx, body, http),
  });
  const live = liveDoors(app, doors, { ...options, authenticate: people.authenticate, times: options.liveTimes });
  exportDoors(doors, { texts, storage });
  reportDoors(doors, { texts, storage });
  fileRoutes(doors, storage);
  openUploads(app, forDoors, storage);
  options.mail.open(doors);
  options.sms.open(doors);
  messengerDoors(doors, options.messengers);
  serveMetrics(app, {
    token: options.metricsToken ?? null,
    db,
    owner: options.owner,
    liveStreams: live.openStreams,
    ticketsInMemory,
    now,
  });
  await serveApiDocument(app, UPLOAD_PATHS);
  return app;
}
