import type { Answer, Ask } from "../../../kit/api.ts";

type Contact = Answer<"listContacts">["items"][number];
type Colleague = Pick<Answer<"listEmployees">["items"][number], "id" | "name" | "phone" | "email">;
type Body = NonNullable<Ask<"createTicket">["body"]>;

/** A thing that was chosen, with the name to show. */
export type Chosen = { id: string; name: string };
/** The contact as it was found: not everybody who opens tickets may open the contact's card. */
export type ChosenContact = Pick<
  Contact,
  "id" | "name" | "phone" | "email" | "account" | "note" | "tags" | "places" | "openTickets"
> & {
  company: Chosen | null;
  /** A colleague who asks for something himself [O-REG-08]. */
  employee?: true;
};
export type Unregistered = { name: string; phone: string; email: string };
export type DraftFile = { id: string; name: string; size: number };

/** A ticket that is being taken down: all that the form holds, so that nothing is lost with a reload. */
export type Draft = {
  /** Empty: the one that was used last. */
  channel: string;
  contact: ChosenContact | null;
  client: Unregistered | null;
  /** The main one. */
  place: Chosen | null;
  /** Further ones beside it; absent in drafts of an older version. */
  otherPlaces?: Chosen[];
  company: Chosen | null;
  service: Chosen | null;
  /** The id of the type, where no service is chosen. */
  serviceType?: string | null;
  subject: string;
  description: string;
  /** Absent in drafts of an older version. */
  priority?: string | null;
  form: Record<string, unknown>;
  custom: Record<string, unknown>;
  /** Absent: the team of the service. */
  team: Chosen | null;
  assignees: Chosen[];
  files: DraftFile[];
  /** A status to begin with, where the process offers some; without one its first. */
  status?: string;
  /** The incident that it is attached to. */
  incident?: { id: string; number: number; subject: string };
  /** The moment of solution by hand, local; absent: by the SLA rules. */
  dueAt?: string;
};

export const EMPTY: Draft = {
  channel: "",
  contact: null,
  client: null,
  place: null,
  otherPlaces: [],
  company: null,
  service: null,
  subject: "",
  description: "",
  form: {},
  custom: {},
  team: null,
  assignees: [],
  files: [],
};

/** [H-NEW-03] The ways by which a request may have come, in the order in which they are offered. */
export const CHANNELS = ["call", "outgoing_call", "visit", "email", "messenger", "internal", "other"] as const;

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const isText = (value: unknown): value is string => typeof value === "string";
const isChosen = (value: unknown): boolean =>
  value === null || (isRecord(value) && isText(value.id) && isText(value.name));

const isThings = (value: unknown): boolean => Array.isArray(value) && value.every((one) => one && isChosen(one));

/** Whether what was kept is such a draft: an older version of Pult may have kept another. */
export function isDraft(kept: unknown): kept is Draft {
  return (
    isRecord(kept) &&
    [kept.channel, kept.subject, kept.description].every(isText) &&
    [kept.contact, kept.place, kept.company, kept.service, kept.team].every(isChosen) &&
    (kept.client === null || (isRecord(kept.client) && isText(kept.client.name) && isText(kept.client.phone))) &&
    isRecord(kept.form) &&
    isRecord(kept.custom) &&
    isThings(kept.assignees) &&
    (kept.otherPlaces === undefined || isThings(kept.otherPlaces)) &&
    Array.isArray(kept.files) &&
    (kept.dueAt === undefined || isText(kept.dueAt)) &&
    (!kept.incident || (isRecord(kept.incident) && isText(kept.incident.id) && isText(kept.incident.subject))) &&
    (kept.serviceType === undefined || kept.serviceType === null || isText(kept.serviceType))
  );
}

const filled = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).filter(
      ([, value]) =>
        value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0),
    ),
  );

/** The service, or the type that was chosen without one. */
export const whatOf = ({ service, serviceType }: Draft): Pick<Body, "service" | "serviceType"> =>
  service ? { service: service.id } : serviceType ? { serviceType } : {};

/** The draft as the API takes it. `asked` are the questions of the service's form: answers to others stay here. */
export function bodyOf(draft: Draft, channel: string, asked: readonly string[]): Body {
  const form = filled(Object.fromEntries(Object.entries(draft.form).filter(([key]) => asked.includes(key))));
  const custom = filled(draft.custom);
  const client = draft.client && {
    name: draft.client.name.trim(),
    ...(draft.client.phone.trim() ? { phone: draft.client.phone.trim() } : {}),
    ...(draft.client.email.trim() ? { email: draft.client.email.trim() } : {}),
  };
  return {
    channel,
    ...(draft.subject.trim() ? { subject: draft.subject.trim() } : {}),
    ...(draft.description.trim() ? { description: draft.description.trim() } : {}),
    ...(draft.priority ? { priority: draft.priority } : {}),
    ...whatOf(draft),
    ...(draft.place ? { place: draft.place.id } : {}),
    ...(draft.otherPlaces?.length ? { otherPlaces: draft.otherPlaces.map(({ id }) => id) } : {}),
    ...(draft.contact ? { contact: draft.contact.id } : {}),
    ...(client && !draft.contact ? { client } : {}),
    ...(draft.company ? { company: draft.company.id } : {}),
    ...(Object.keys(form).length > 0 ? { form } : {}),
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
    ...(draft.status ? { status: draft.status } : {}),
    ...(draft.team ? { team: draft.team.id } : {}),
    ...(draft.assignees.length > 0 ? { assignees: draft.assignees.map(({ id }) => id) } : {}),
    ...(draft.incident ? { incident: draft.incident.id } : {}),
    ...(draft.dueAt ? { dueAt: draft.dueAt } : {}),
    ...(draft.files.length > 0 ? { files: draft.files.map(({ id }) => id) } : {}),
  };
}

/** Somebody who was found: his flat and firm come with him, unless they were chosen before. */
export function withContact(draft: Draft, contact: Contact): Draft {
  const { id, name, phone, email, account, note, tags, places, openTickets, company } = contact;
  const [first] = places;
  const lives = places.some((place) => place.id === draft.place?.id);
  const there = lives || !first ? draft : withPlace(draft, { id: first.id, name: first.address });
  return {
    ...there,
    contact: { id, name, phone, email, account, note, tags, places, openTickets, company },
    client: null,
    company: company ?? draft.company,
  };
}

/** Another main place; it is no further one then. */
export function withPlace(draft: Draft, { id, name }: Chosen): Draft {
  return { ...draft, place: { id, name }, otherPlaces: (draft.otherPlaces ?? []).filter((one) => one.id !== id) };
}

/** One of the places is taken off; the first of the others becomes the main one when that goes. */
export function withoutPlace(draft: Draft, id: string): Draft {
  const [main = null, ...others] = [draft.place, ...(draft.otherPlaces ?? [])].filter((one) => one && one.id !== id);
  return { ...draft, place: main, otherPlaces: others.filter((one) => one !== null) };
}

/** A colleague asks for something himself [O-REG-08]. */
export function withEmployee(draft: Draft, { id, name, phone, email }: Colleague): Draft {
  const nothing = { account: null, note: "", tags: [], places: [], openTickets: 0, company: null };
  return { ...draft, contact: { id, name, phone, email, ...nothing, employee: true }, client: null };
}

/** What was typed in search of somebody who is not there: digits are a telephone, an @ an address, the rest a name. */
export function unregistered(words: string): Unregistered {
  const text = words.trim();
  if (text.includes("@")) return { name: "", phone: "", email: text };
  return /^[+\d][\d\s().-]*$/.test(text) ? { name: "", phone: text, email: "" } : { name: text, phone: "", email: "" };
}

/** Why it cannot be sent yet, by field: keys of `newTicket:error`. The server says the rest. */
export function faultsOf(draft: Draft): Record<string, string> {
  const faults: Record<string, string> = {};
  if (draft.subject.trim() === "" && !draft.service) faults.subject = "subject";
  if (draft.client && !draft.contact) {
    const { name, phone, email } = draft.client;
    if (name.trim() === "") faults["client.name"] = "name";
    if (phone.trim() !== "" && !/^[+0-9 ().-]{3,40}$/.test(phone.trim())) faults["client.phone"] = "phone";
    if (email.trim() !== "" && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim())) faults["client.email"] = "email";
  }
  return faults;
}
