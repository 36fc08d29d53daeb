import type { TFunction } from "i18next";
import type { Answer, Ask } from "../../../kit/api.ts";
import { linesOf } from "../frame/lines.ts";
import type { Editor, Wrong } from "../frame/use-editor.ts";
import { readSpan, type Span, writeSpan } from "./span.ts";

type Workspace = Answer<"getWorkspace">;
type Settings = Required<Workspace["settings"]>;
/** Macros, fields and promised times have pages of their own. */
type Plain = Omit<
  Settings,
  | "autoCloseAfter"
  | "cancelReasons"
  | "mailFileLimit"
  | "organisation"
  | "macros"
  | "workingTime"
  | "clientsSetPriority"
  | "clientsSetType"
  | "slaWarnPercent"
>;

/** What is edited: `cancelReasons` one a line, `mailFileLimit` in megabytes. */
export type WorkspaceForm = Pick<Workspace, "name" | "timeZone" | "locale"> &
  Plain & {
    autoCloseAfter: Span | null;
    cancelReasons: string;
    mailFileLimit: number;
    organisation: Settings["organisation"];
  };
export type WorkspaceEditor = Editor<WorkspaceForm>;

const MEGABYTE = 1_048_576;

export function formOf({ name, timeZone, locale, settings }: Workspace): WorkspaceForm {
  return {
    name,
    timeZone,
    locale,
    resumeRequired: settings.resumeRequired ?? false,
    collectCancelReasons: settings.collectCancelReasons ?? false,
    otherReason: settings.otherReason ?? "",
    confirmCompletion: settings.confirmCompletion ?? false,
    reopenWithin: settings.reopenWithin ?? null,
    unseenCleared: settings.unseenCleared ?? "opened",
    contactsFromMail: settings.contactsFromMail ?? false,
    acknowledgeMail: settings.acknowledgeMail ?? false,
    filesPerMessage: settings.filesPerMessage ?? 15,
    recallSeconds: settings.recallSeconds ?? 10,
    noteByDefault: settings.noteByDefault ?? false,
    ratingAllowed: settings.ratingAllowed ?? false,
    showAssignee: settings.showAssignee ?? false,
    captureForm: settings.captureForm ?? false,
    announceNew: settings.announceNew ?? false,
    listColumns: settings.listColumns ?? [],
    listFilters: settings.listFilters ?? [],
    serviceFirst: settings.serviceFirst ?? false,
    inbox: settings.inbox ?? false,
    similarTickets: settings.similarTickets ?? false,
    statusNames: settings.statusNames ?? {},
    statusLetter: settings.statusLetter ?? {},
    publicLookup: settings.publicLookup ?? null,
    defaultAssignee: settings.defaultAssignee ?? null,
    defaultTeam: settings.defaultTeam ?? null,
    defaultObservers: settings.defaultObservers ?? [],
    defaultObserverTeams: settings.defaultObserverTeams ?? [],
    autoCloseAfter: readSpan(settings.autoCloseAfter ?? null),
    cancelReasons: (settings.cancelReasons ?? []).join("\n"),
    mailFileLimit: Math.round((settings.mailFileLimit ?? 0) / MEGABYTE),
    organisation: settings.organisation ?? { name: "", lines: [] },
  };
}

/** What is sent of what has changed. */
export function bodyOf(value: WorkspaceForm, changed: Partial<WorkspaceForm>): Ask<"updateWorkspace">["body"] {
  const { name, timeZone, locale, autoCloseAfter, cancelReasons, mailFileLimit, ...plain } = changed;
  const reasons = [...new Set(linesOf(value.cancelReasons))];
  const settings: Workspace["settings"] = {
    ...plain,
    ...(autoCloseAfter === undefined ? {} : { autoCloseAfter: autoCloseAfter && writeSpan(autoCloseAfter) }),
    ...(cancelReasons === undefined ? {} : { cancelReasons: reasons }),
    // The reason that demands a comment may have been taken out of the list.
    ...(reasons.includes(value.otherReason) || value.otherReason === "" ? {} : { otherReason: "" }),
    ...(mailFileLimit === undefined ? {} : { mailFileLimit: mailFileLimit * MEGABYTE }),
  };
  return {
    ...(name === undefined ? {} : { name: name.trim() }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(locale === undefined ? {} : { locale }),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
}

export function checkWorkspace(form: WorkspaceForm, t: TFunction): Wrong<WorkspaceForm> {
  const reasons = linesOf(form.cancelReasons);
  const twice = reasons.find((reason, at) => reasons.indexOf(reason) < at);
  return {
    name: form.name.trim() === "" ? t("settings:required") : undefined,
    cancelReasons: twice ? t("workspaceUi:cancel.twice", { name: twice }) : undefined,
    organisation: form.organisation.lines.some(({ label, value }) => label.trim() === "" || value.trim() === "")
      ? t("workspaceUi:organisation.incomplete")
      : undefined,
  };
}
