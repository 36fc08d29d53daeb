import type { ServiceOptions } from "../contract/catalog.ts";
import type { WorkspaceSettings } from "../contract/settings.ts";
import type { Permission } from "../core/access/permissions.ts";
import { PERMISSIONS } from "../core/access/permissions.ts";
import type { FormType } from "../core/forms/order-form.ts";
import { ABOUT, type About } from "../core/process/events.ts";
import type { Text } from "../core/process/process.ts";
import type { PresetCannedGroup, PresetTrigger } from "./preset-rules.ts";

/** Notices by what they are about and by channel, as roles hold them. */
export type Notices = Partial<Record<About, { email?: boolean; push?: boolean }>>;

export type PresetRole = { key: string; name: Text; permissions: readonly Permission[]; notices?: Notices };

/** Hours of a day: `["09:00", "18:00"]`. */
type Hours = [string, string][];

/** A question of an order form. */
export type PresetQuestion = {
  key: string;
  type: FormType;
  label: Text;
  required?: true;
  options?: readonly Text[];
};

/** Sites under a group, in order; their names are the same in every language. */
export type PresetPlaces = {
  name: Text;
  sites: readonly { code: string; name: string; tags: readonly Text[] }[];
};

/** What a fresh workspace of a preset has besides its process. Names are given in the workspace's language. */
export type WorkspacePreset = {
  /** In this order on the screens. The first one is the administrator's. */
  roles: readonly PresetRole[];
  /** Teams by key: a process, service or rule of the preset names them by it. */
  teams?: readonly { key: string; name: Text }[];
  /** The ticket fields that the workspace begins with. */
  fields?: readonly { key: string; name: Text; type: "text" | "number" | "date" | "list" | "yesno" }[];
  serviceTypes: readonly { name: Text; common?: true; internal?: true; incident?: true }[];
  /** Services to begin with; `type` is a place in `serviceTypes`, `category` one in `serviceCategories`. */
  services?: readonly {
    name: Text;
    type: number;
    category?: number;
    team?: string;
    portal?: true;
    options?: ServiceOptions;
    form?: readonly PresetQuestion[];
  }[];
  serviceCategories: readonly { name: Text; icon: string }[];
  places?: readonly PresetPlaces[];
  clientCategories: readonly Text[];
  calendars: readonly {
    name: Text;
    hours: Partial<Record<"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun", Hours>>;
  }[];
  /** Promised times in their order; `calendar` is a place in `calendars`, times are seconds of its work. */
  slaRules: readonly {
    name: Text;
    /** In a language where it names what the preset brings; by keys alone it is the same in all. */
    condition?: string | Text;
    calendar: number;
    reaction: number | null;
    resolution: number | null;
  }[];
  /** Triggers in their order. */
  triggers?: readonly PresetTrigger[];
  cannedReplies?: readonly PresetCannedGroup[];
  cancelReasons: readonly Text[];
  /** The reason that demands a comment: one of `cancelReasons`, or none. */
  otherReason: Text | null;
  settings: Omit<WorkspaceSettings, "cancelReasons" | "otherReason">;
  /** The slug, and with it the part of the mail address before the @, when nobody chooses another. */
  mailbox: string;
};

/** A text in a language of the product; where there is none, the English one. */
export const inLanguage = (text: Text, language: keyof Text): string => text[language] ?? text.en;

/** Everything there is, for administrators [O-ROLE-03]. */
export const ALL_PERMISSIONS: readonly Permission[] = Object.keys(PERMISSIONS).filter(
  (key): key is Permission => key in PERMISSIONS,
);

/** All but those named. */
export const allBut = (...left: Permission[]): Permission[] => ALL_PERMISSIONS.filter((key) => !left.includes(key));

/** Every notice by letter: whoever answers for a ticket hears of all that happens to it [O-ASG-06]. */
export const ALL_BY_LETTER: Notices = Object.fromEntries(ABOUT.map((about) => [about, { email: true }]));

/** The list of a desk that goes nowhere: the company stands where others have the address. */
export const COLUMNS_OF_COMPANIES = [
  "status",
  "number",
  "service",
  "client",
  "company",
  "assignee",
  "labels",
  "updated",
];

/** Who sets the desk up. */
export const administrator = (notices?: Notices): PresetRole => ({
  key: "administrator",
  name: { en: "Administrator", ru: "Администратор" },
  permissions: ALL_PERMISSIONS,
  ...(notices ? { notices } : {}),
});

/** Who runs the desk, but for its settings. */
export const manager = (name: Text, notices: Notices): PresetRole => ({
  key: "manager",
  name,
  permissions: allBut("section.settings", "message.delete.any"),
  notices,
});

/** The same hours from Monday to Friday. */
export const weekdays = (...hours: Hours) => ({ mon: hours, tue: hours, wed: hours, thu: hours, fri: hours });

/** From nine to six on weekdays; `WORKDAY` is one of its days, seconds. */
export const OFFICE_WEEK: WorkspacePreset["calendars"][number] = {
  name: { en: "Working hours", ru: "Рабочее время" },
  hours: weekdays(["09:00", "18:00"]),
};
export const HOUR = 3600;
export const WORKDAY = 9 * HOUR;

/** Promised times of what is pressing, before those of all others. */
export const urgent = (reaction: number, resolution: number): WorkspacePreset["slaRules"][number] => ({
  name: { en: "Urgent", ru: "Срочные" },
  condition: "priority:critical,high",
  calendar: 0,
  reaction,
  resolution,
});

/** What employees do who work for companies: their tickets, and whom these are about. */
export const WORK_FOR_COMPANIES: readonly Permission[] = [
  "section.tickets",
  "ticket.read",
  "ticket.write",
  "ticket.move",
  "ticket.assign",
  "ticket.incident",
  "message.send",
  "section.clients",
  "section.companies",
];
