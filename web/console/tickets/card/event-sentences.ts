import type { EventKind } from "../../../../core/process/events.ts";

/** One thing told about an event: a key below `card:event`, what is put into it, and a quotation beneath. */
export type Sentence = { key: string; params: Record<string, string | number>; quote?: string };
/** An entry of the history, as far as its sentences go. */
export type Told = { kind: string; data: Readonly<Record<string, unknown>>; names: Readonly<Record<string, string>> };
/** How things are called on this screen. */
export type Words = {
  status: (key: string) => string;
  stage: (key: string) => string;
  moment: (at: string) => string;
  span: (seconds: number) => string;
  /** Working time: in hours, as a day of work is shorter than a day. */
  work: (seconds: number) => string;
  /** The name of a field of base data: `placeId`, `form.meters`. */
  field: (name: string) => string;
  /** A value of that field as people read it; an empty one is an empty text. */
  value: (field: string, value: unknown, names: Told["names"]) => string;
  channel: (key: string) => string;
  refusal: (code: string) => string;
  /** What a rule does: `move`, `notify`. */
  action: (name: string) => string;
};

type Data = Told["data"];
type Teller = (told: Told, words: Words) => Sentence[];

/** What the history says about an event, by its kind; one event may tell several things. Newer kinds are told as such. */
export function sentencesOf(told: Told, words: Words): Sentence[] {
  const tell = new Map<string, Teller>(Object.entries(TELLERS)).get(told.kind);
  return tell ? tell(told, words) : [say("other", { kind: told.kind })];
}

function say(key: string, params: Sentence["params"] = {}, quote?: string): Sentence {
  return quote ? { key, params, quote } : { key, params };
}

const text = (data: Data, name: string): string => (typeof data[name] === "string" ? data[name] : "");
const number = (data: Data, name: string): number => (typeof data[name] === "number" ? data[name] : 0);
const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
const part = (data: Data, name: string): Data => entries(data[name]);
const entries = (value: unknown): Data =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
const named = (ids: readonly string[], { names }: Told): string => ids.map((id) => names[id] || "…").join(", ");

const TELLERS: Record<EventKind, Teller> = {
  "ticket.opened": ({ data }, words) => [
    say("opened", { channel: words.channel(text(data, "channel")), status: words.status(text(data, "status")) }),
  ],
  "status.changed": tellStatus,
  "process.changed": ({ data }) => [say("process", { from: number(data, "from"), to: number(data, "to") })],
  "resume.changed": ({ data }, words) => [tellResume(text(data, "from"), text(data, "to"), words)],
  "people.changed": tellPeople,
  "stage.changed": ({ data }, words) => {
    const [from, to] = [text(data, "from"), text(data, "to")].map((key) => key && words.stage(key));
    return [from ? say("stage", { from, to: to ?? "" }) : say("stageSet", { to: to ?? "" })];
  },
  "change.undone": ({ data }) => [say(`undone-${text(data, "what")}`)],
  "message.said": ({ data }) => [
    say(text(data, "by") === "client" ? "saidByClient" : "saidToClient", { count: number(data, "files") }),
  ],
  "message.edited": ({ data }) => [say("messageEdited", {}, text(data, "before"))],
  "message.deleted": ({ data }) => [say("messageDeleted", {}, text(data, "before"))],
  "note.said": ({ data }) => [say(data.important === true ? "noteImportant" : "note")],
  "document.attached": ({ data }) => [say("documentAttached", { name: text(data, "name") })],
  "document.removed": ({ data }) => [say("documentRemoved", { name: text(data, "name") })],
  "document.marked": ({ data }) => [
    say(data.public === true ? "documentShown" : "documentHidden", { name: text(data, "name") }),
  ],
  "work.reported": ({ data }, words) => [tellWork("workReported", data, words)],
  "work.removed": ({ data }, words) => [tellWork("workRemoved", data, words)],
  "checklist.changed": ({ data }) => [
    say(POINT_TOLD[text(data, "what")] ?? "pointAdded", { text: text(data, "text") }),
  ],
  "fields.changed": tellFields,
  "ticket.accepted": () => [say("accepted")],
  "reaction.stopped": ({ data }, words) => [tellStopped("reaction", data, words)],
  "resolution.stopped": ({ data }, words) => [tellStopped("solved", data, words)],
  "sla.applied": tellPromise,
  "due.changed": tellDue,
  "sla.soon": ({ data }, words) => [tellClock("soon", data, words)],
  "sla.late": ({ data }, words) => [
    tellClock("late", data, words),
    ...(text(data, "told") ? [say("lateTold", { at: words.moment(text(data, "told")) })] : []),
  ],
  "approval.given": ({ data }) => {
    const answers: Record<string, string> = { agreed: "approved", clarify: "askedBack", refused: "refused" };
    const key = answers[text(data, "answer")] ?? "approved";
    return [say(key, { stage: number(data, "stage") + 1 }, text(data, "comment"))];
  },
  "approval.done": () => [say("approvalDone")],
  "rating.given": ({ data }) => [say("rated", { score: number(data, "score") }, text(data, "comment"))],
  "rating.changed": ({ data }) => [
    say("ratingChanged", { score: number(data, "score"), before: number(data, "before") }, text(data, "comment")),
  ],
  "ticket.seen": () => [say("seen")],
  "client.seen": () => [say("clientSeen")],
  "ticket.unread": () => [say("unread")],
  "resume.reminded": (told, words) => [
    say("reminded", { date: words.moment(text(told.data, "at")), names: named(texts(told.data.to), told) }),
  ],
  "ticket.linked": ({ data }) => [say("linked", { number: number(data, "number") || "…" })],
  "ticket.merged": ({ data }) => [say("merged", { number: number(data, "number") })],
  "ticket.absorbed": ({ data }) => [say("absorbed", { number: number(data, "number") })],
  "incident.attached": ({ data }) => [say("incidentAttached", { number: number(data, "number") })],
  "incident.detached": ({ data }) => [say("incidentDetached", { number: number(data, "number") })],
  "incident.took": ({ data }) => [say("incidentTook", { number: number(data, "number") })],
  "incident.let-go": ({ data }) => [say("incidentLetGo", { number: number(data, "number") })],
  "ticket.split": ({ data }) => tellSplit("split", data),
  "ticket.split-off": ({ data }) => tellSplit("splitOff", data),
  "automation.skipped": (told, words) => {
    const [about, who = ""] = text(told.data, "what").split(":");
    const reason = words.refusal(text(told.data, "reason"));
    const rule = text(told.data, "name");
    if (rule) return [say("skippedRule", { rule, what: words.action(text(told.data, "what")) }, reason)];
    if (about === "field") return [say("skippedField", { name: words.field(`custom.${who}`) }, reason)];
    if (about !== "people") return [say("skipped", { what: text(told.data, "what") }, reason)];
    return [say("skippedPerson", { name: named([who], told) }, reason)];
  },
  "automation.acted": ({ data }) => [
    say(`acted-${text(data, "did")}`, { rule: text(data, "name"), number: number(data, "number") || "" }),
  ],
  "automation.stopped": ({ data }) => [say("stopped", { rule: text(data, "name") })],
};
const POINT_TOLD: Record<string, string> = {
  added: "pointAdded",
  ticked: "pointTicked",
  unticked: "pointUnticked",
  removed: "pointRemoved",
};

/** Every kind of event that has its sentence. */
export const TOLD_KINDS = Object.keys(TELLERS);

const tellWork = (key: string, data: Data, words: Words): Sentence =>
  say(key, { time: words.work(number(data, "minutes") * 60) }, text(data, "text"));

function tellStatus({ data }: Told, words: Words): Sentence[] {
  const params = { from: words.status(text(data, "from")), to: words.status(text(data, "to")) };
  const cause = text(data, "cause");
  const key = cause === "person" || cause === "" ? "status" : `status-${cause}`;
  const reasons = texts(data.reasons);
  const resumeAt = text(data, "resumeAt");
  return [
    say(key, params, text(data, "comment")),
    ...(reasons.length > 0 ? [say("reasons", { reasons: reasons.join("; "), count: reasons.length })] : []),
    ...(resumeAt ? [say("resumeSet", { date: words.moment(resumeAt) })] : []),
  ];
}

/** Which ticket, and how much of the talk went there or came from it. */
function tellSplit(key: string, data: Data): Sentence[] {
  const [messages, notes, files] = [number(data, "messages"), number(data, "notes"), number(data, "files")];
  return [say(key, { number: number(data, "number") }), say("splitWhat", { messages, notes, files })];
}

function tellResume(from: string, to: string, words: Words): Sentence {
  if (!to) return say("resumeRemoved", { date: words.moment(from) });
  if (!from) return say("resumeSet", { date: words.moment(to) });
  return say("resumeMoved", { from: words.moment(from), to: words.moment(to) });
}

/** A clock stopped: how long it took, and in time or not where something was promised. */
function tellStopped(what: "reaction" | "solved", data: Data, words: Words): Sentence {
  const seconds = number(data, "seconds");
  const outcome = text(data, "outcome");
  if (outcome === "") return say(what, { span: words.span(seconds) });
  const span = words.work(seconds);
  return say(`${what}${outcome === "met" ? "Met" : "Late"}`, { span, due: words.moment(text(data, "due")) });
}

function tellPromise({ data }: Told, words: Words): Sentence[] {
  if (text(data, "calendar") === "") return [say("slaNone")];
  const work = (name: string) => words.work(number(data, name));
  const [reaction, resolution] = [work("reaction"), work("resolution")];
  if (number(data, "reaction") === 0) return [say("slaResolution", { resolution })];
  if (number(data, "resolution") === 0) return [say("slaReaction", { reaction })];
  return [say("slaApplied", { reaction, resolution })];
}

/** The planned time moved: from when to when, and what moved it. */
function tellDue({ data }: Told, words: Words): Sentence[] {
  const move = (key: string, of: Data): Sentence[] => {
    const [from, to] = [text(of, "from"), text(of, "to")].map((at) => at && words.moment(at));
    if (from === to) return [];
    if (from && to) return [say(`${key}Moved`, { from, to })];
    return key === "due" ? [to ? say("dueSet", { to }) : say("dueRemoved", { from: from ?? "" })] : [];
  };
  const causes: Record<string, Sentence> = {
    hand: say("dueByHand"),
    pause: say("duePause", { span: words.work(number(data, "paused")) }),
    begun: say("dueBegun"),
    calendar: say("dueCalendar"),
  };
  const cause = causes[text(data, "cause")];
  return [...move("due", data), ...move("reactionDue", part(data, "reaction")), ...(cause ? [cause] : [])];
}

function tellClock(what: "soon" | "late", data: Data, words: Words): Sentence {
  const clock = text(data, "clock") === "reaction" ? "Reaction" : "Resolution";
  return say(`${what}${clock}`, { due: words.moment(text(data, "due")) });
}

function tellPeople(told: Told): Sentence[] {
  const roles = ["assignees", "controllers", "observers", "observerTeams"].flatMap((role) => {
    const { added, removed } = part(told.data, role);
    return [[`${role}Added`, texts(added)] as const, [`${role}Removed`, texts(removed)] as const].flatMap(
      ([key, ids]) => (ids.length > 0 ? [say(key, { names: named(ids, told), count: ids.length })] : []),
    );
  });
  if (told.data.team === undefined) return roles;
  const { from, to } = part(told.data, "team");
  const nameOf = (id: unknown) => (typeof id === "string" ? named([id], told) : "");
  return [tellChange("team", "", nameOf(from), nameOf(to)), ...roles];
}

/** A value that came, went or was replaced. */
function tellChange(key: "team" | "field", field: string, from: string, to: string): Sentence {
  if (from && to) return say(`${key}Changed`, { field, from, to });
  return to ? say(`${key}Set`, { field, to }) : say(`${key}Removed`, { field, from });
}

/** Texts of several lines are not told against each other; the earlier one is quoted. */
const LONG = ["description"];

function tellFields(told: Told, words: Words): Sentence[] {
  return Object.entries(part(told.data, "changes")).flatMap(([name, change]) => {
    const { from, to } = entries(change);
    if (LONG.includes(name)) {
      return [say("textChanged", { field: words.field(name) }, typeof from === "string" ? from : "")];
    }
    if (name !== "form" && name !== "custom") return [tellField(name, from, to, told, words)];
    const [before, after] = [entries(from), entries(to)];
    return [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
      .map((key) => tellField(`${name}.${key}`, before[key], after[key], told, words));
  });
}

function tellField(name: string, from: unknown, to: unknown, { names }: Told, words: Words): Sentence {
  return tellChange("field", words.field(name), words.value(name, from, names), words.value(name, to, names));
}
