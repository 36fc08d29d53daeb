import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RouteName } from "../../../../contract/paths.ts";
import { ConflictDialog } from "../../../kit/conflict-dialog.tsx";
import { key } from "../../../kit/query.ts";
import type { Conflict } from "./use-editor.ts";

/** By field: the key of the text that it is called by where it is edited. */
export type FieldNames = Readonly<Record<string, string>>;
const NAMES: FieldNames = {
  name: "settings:name",
  jobTitle: "employees:jobTitle",
  phone: "employees:phone",
  email: "employees:email",
  role: "employees:role",
  teams: "employees:teams",
  allPlaces: "employees:part.places",
  places: "employees:places.which",
  notices: "employees:part.letters",
  permissions: "roles:tab.access",
  hidden: "teams:hidden.label",
  members: "teams:members",
  internalName: "services:internalName",
  type: "services:typeOf",
  category: "services:category.title",
  team: "services:team",
  process: "services:process.label",
  start: "processUi:start.label",
  startWith: "processUi:part.of.startWith",
  statuses: "processUi:part.statuses",
  moves: "processUi:part.moves",
  on: "processUi:part.on",
  clocks: "processUi:part.of.clocks",
  responsible: "processUi:responsible.label",
  annotation: "services:annotation",
  roles: "services:roles",
  portal: "services:portal.label",
  active: "services:active.label",
  position: "services:position",
  form: "services:form.title",
  maxAssignees: "services:work.people",
  appointment: "services:work.appointment.label",
  useControllers: "services:work.useControllers.label",
  autoControllers: "services:work.autoControllers",
  qualityControl: "services:work.qualityControl.label",
  requireDocument: "services:work.requireDocument.label",
  clientMayReopen: "services:work.clientMayReopen.label",
  routing: "services:approval.label",
  stages: "services:approval.title",
  rating: "services:rating.title",
  timeZone: "deskUi:zone",
  hours: "deskUi:calendar.week",
  exceptions: "deskUi:calendar.exceptions",
  note: "clientsUi:note",
  tags: "clientsUi:tags",
  copyEmail: "clientsUi:copyEmail",
  company: "clientsUi:company",
  account: "clientsUi:account",
  domains: "clientsUi:companies.domains",
  manager: "clientsUi:responsible.manager",
  managerTeam: "clientsUi:responsible.team",
  observers: "clientsUi:responsible.observers",
  observerTeams: "clientsUi:responsible.observerTeams",
  assignment: "assignmentUi:title",
  skills: "assignmentUi:skills",
  absences: "assignmentUi:absence.title",
  firmName: "placesUi:firm.name",
  firmType: "placesUi:firm.type",
  chatClosedWhenEnded: "placesUi:chat.label",
  showDebt: "placesUi:debt.label",
  common: "services:type.common.label",
  internal: "services:type.internal.label",
  incident: "services:type.incident.label",
  icon: "services:category.icon",
  options: "deskUi:field.options",
  required: "deskUi:field.required.label",
  access: "fieldsUi:access.title",
  isDefault: "mailUi:address.default.label",
  anyCertificate: "mailUi:address.certificate.label",
  service: "mailUi:address.service",
  locale: "workspaceUi:general.language",
  defaultAssignee: "workspaceUi:people.assignee",
  defaultTeam: "workspaceUi:people.team",
  defaultObservers: "workspaceUi:people.observers",
  defaultObserverTeams: "workspaceUi:people.observerTeams",
  announceNew: "workspaceUi:list.announce.label",
  listColumns: "workspaceUi:list.columns",
  listFilters: "workspaceUi:list.filters",
  captureForm: "workspaceUi:lookup.form.label",
  publicLookup: "workspaceUi:lookup.on.label",
  unseenCleared: "workspaceUi:talk.unseen",
  noteByDefault: "workspaceUi:talk.first",
  filesPerMessage: "workspaceUi:talk.files",
  recallSeconds: "workspaceUi:talk.recall",
  contactsFromMail: "workspaceUi:mail.contacts.label",
  acknowledgeMail: "workspaceUi:mail.acknowledge.label",
  mailFileLimit: "workspaceUi:mail.limit",
  ratingAllowed: "workspaceUi:portal.rating.label",
  showAssignee: "workspaceUi:portal.assignee.label",
  autoCloseAfter: "workspaceUi:close.auto.label",
  confirmCompletion: "workspaceUi:close.confirm.label",
  reopenWithin: "workspaceUi:close.reopen.label",
  resumeRequired: "workspaceUi:close.resume.label",
  collectCancelReasons: "workspaceUi:cancel.collect.label",
  cancelReasons: "workspaceUi:cancel.reasons",
  otherReason: "workspaceUi:cancel.other",
  statusNames: "workspaceUi:translations.status",
  organisation: "workspaceUi:organisation.name",
};
const NAMESPACES = ["common", ...new Set(Object.values(NAMES).map((name) => name.split(":")[0] ?? ""))];

/** Lists that say the name of an id which a form holds by itself. */
const LISTS: readonly RouteName[] = ["listRoles", "listServiceTypes", "listServiceCategories", "listClientCategories"];

/**
 * Two people saved the same form: field by field in words, and whose value stays [B-KEY-03]. `names`: fields that are
 * called otherwise in this form.
 */
export function EditorConflict({ conflict, names: own = {} }: { conflict: Conflict; names?: FieldNames }) {
  const { t } = useTranslation(NAMESPACES);
  const client = useQueryClient();
  const names = new Map<unknown, string>(
    LISTS.flatMap((list) => client.getQueriesData<{ items?: { id: string; name: string }[] }>({ queryKey: key(list) }))
      .flatMap(([, answer]) => answer?.items ?? [])
      .map(({ id, name }) => [id, name]),
  );
  const say = (value: unknown): string => {
    if (value === null || value === undefined || value === "") return "";
    if (typeof value === "boolean") return t(value ? "common:yes" : "common:no");
    if (Array.isArray(value)) return value.map(say).filter(Boolean).join(", ");
    if (typeof value !== "object") return names.get(value) ?? String(value);
    const named = ["name", "address", "label", "day"].map((part) => new Map(Object.entries(value)).get(part));
    const name = named.find((one) => typeof one === "string" && one !== "");
    return typeof name === "string" ? name : t("common:conflict.otherwise");
  };
  const differing = conflict.collisions.map(({ field, yours, theirs }) => ({
    field,
    name: t(own[field] ?? NAMES[field] ?? field),
    yours: say(yours),
    theirs: say(theirs),
  }));
  return <ConflictDialog differing={differing} choose={conflict.choose} />;
}
