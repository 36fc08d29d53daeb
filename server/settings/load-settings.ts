import type { WorkspaceSettings } from "../../contract/settings.ts";
import type { LastChange } from "../../contract/shape.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { lastChange } from "../platform/http/last-change.ts";
import { notFound } from "../platform/http/problem.ts";

/** The settings as they hold: what nobody has set is at its default. */
export type Settings = Required<Omit<WorkspaceSettings, "organisation">> & Pick<WorkspaceSettings, "organisation">;
export type Language = "ru" | "en" | "id" | "fa";

/** A workspace as every capability needs it: `zone` is an IANA zone. */
export type LoadedWorkspace = {
  id: string;
  slug: string;
  name: string;
  zone: string;
  locale: Language;
  settings: Settings;
  /** The firm's reference data; without any, the workspace's name alone. */
  organisation: Organisation;
  version: number;
  changed: LastChange | null;
};
export type Organisation = { name: string; lines: { label: string; value: string }[] };

/** What holds while a workspace has not said otherwise; presets say more. */
export const DEFAULT_SETTINGS: Settings = {
  autoCloseAfter: null,
  slaWarnPercent: 20,
  resumeRequired: false,
  collectCancelReasons: true,
  cancelReasons: [],
  otherReason: "",
  confirmCompletion: false,
  reopenWithin: null,
  unseenCleared: "opened",
  contactsFromMail: true,
  acknowledgeMail: true,
  mailFileLimit: 41_943_040,
  filesPerMessage: 15,
  recallSeconds: 10,
  noteByDefault: false,
  ratingAllowed: true,
  macros: false,
  workingTime: false,
  showAssignee: false,
  announceNew: false,
  captureForm: false,
  listColumns: [],
  listFilters: [],
  serviceFirst: false,
  inbox: false,
  similarTickets: false,
  statusNames: {},
  statusLetter: {},
  publicLookup: null,
  defaultAssignee: null,
  defaultTeam: null,
  defaultObservers: [],
  defaultObserverTeams: [],
  clientsSetPriority: false,
  clientsSetType: false,
};

/** The workspace with its settings. */
export const loadSettings = (tx: Tx, workspaceId: string): Promise<LoadedWorkspace> =>
  perConfiguration(tx, workspaceId, "settings", () => readSettings(tx, workspaceId));

async function readSettings(tx: Tx, workspaceId: string): Promise<LoadedWorkspace> {
  const row = await tx
    .selectFrom("workspace")
    .select(["id", "slug", "name", "time_zone", "locale", "settings", "version", lastChange("workspace")])
    .where("id", "=", workspaceId)
    .executeTakeFirst();
  if (!row) throw notFound("workspace");
  const settings = { ...DEFAULT_SETTINGS, ...storedSettings(row.settings) };
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    zone: row.time_zone,
    locale: languageOf(row.locale),
    settings,
    organisation: settings.organisation ?? { name: row.name, lines: [] },
    version: row.version,
    changed: row.changed,
  };
}

/** What people have set themselves. The column is written by this capability only, in the contract's shape. */
export const storedSettings = (settings: unknown): WorkspaceSettings => settings as WorkspaceSettings;

/** The column allows these four; the narrowing says so. */
export function languageOf(locale: string): Language {
  return locale === "en" || locale === "id" || locale === "fa" ? locale : "ru";
}
