import type { Request } from "../../../../contract/routes.ts";
import type { Ticket } from "./collisions.ts";

export type Choice = { id: string; name: string };
export type Unregistered = { name: string; phone: string; email: string };
/** Base data while they are edited, with the names of what was chosen. */
export type EditDraft = {
  subject: string;
  description: string;
  /** Absent in what an older version kept. */
  priority?: string | null;
  serviceType: Choice | null;
  service: Choice | null;
  site: Choice | null;
  /** A unit of the site, or another part of it. */
  unit: Choice | null;
  /** Further places; absent in what an older version kept. */
  otherPlaces?: Choice[];
  contact: Choice | null;
  /** Who asks without being registered; instead of `contact`. */
  unregistered: Unregistered | null;
  company: Choice | null;
  form: Record<string, unknown>;
  custom: Record<string, unknown>;
};
type Body = Request<"editTicket">["body"];

/** The base data of a ticket as the form begins with them. */
export function draftOf(ticket: Ticket): EditDraft {
  const { placeView, clientView } = ticket;
  const isPart = placeView && placeView.site !== null && placeView.site.id !== placeView.id;
  const unregistered = clientView && !clientView.registered ? clientView : null;
  return {
    subject: ticket.subject,
    description: ticket.description,
    priority: ticket.priority ?? null,
    serviceType: ticket.serviceType ?? null,
    service: ticket.service,
    site: placeView ? (placeView.site ?? { id: placeView.id, name: placeView.address }) : null,
    unit: isPart ? { id: placeView.id, name: placeView.unit ?? placeView.address } : null,
    otherPlaces: (ticket.otherPlaces ?? []).map(({ id, address }) => ({ id, name: address })),
    contact: clientView?.registered && clientView.id ? { id: clientView.id, name: clientView.name } : null,
    unregistered: unregistered && {
      name: unregistered.name,
      phone: unregistered.phone ?? "",
      email: unregistered.email ?? "",
    },
    company: ticket.company ?? null,
    form: Object.fromEntries(ticket.form.map(({ key, value }) => [key, value])),
    custom: { ...ticket.custom },
  };
}

/** Only what is another value than in the ticket: fields that nobody touched overwrite nothing. */
export function changesOf(ticket: Ticket, draft: EditDraft): Body {
  const before = draftOf(ticket);
  const body: Body = {};
  if (draft.subject.trim() !== before.subject) body.subject = draft.subject.trim();
  if (draft.description !== before.description) body.description = draft.description;
  if (draft.priority !== undefined && draft.priority !== before.priority) body.priority = draft.priority;
  const serviceChanges = idOf(draft.service) !== idOf(before.service);
  if (serviceChanges) body.service = idOf(draft.service);
  // A service brings its own type; without one the type stands by itself.
  const typeChanges = serviceChanges || idOf(draft.serviceType) !== idOf(before.serviceType);
  if (!draft.service && typeChanges) body.serviceType = idOf(draft.serviceType);
  if (placeOf(draft) !== placeOf(before)) body.place = placeOf(draft);
  const others = (draft.otherPlaces ?? []).map(({ id }) => id).filter((id) => id !== placeOf(draft));
  if (others.join() !== (before.otherPlaces ?? []).map(({ id }) => id).join()) body.otherPlaces = others;
  Object.assign(body, clientChanges(before, draft));
  if (idOf(draft.company) !== idOf(before.company)) body.company = idOf(draft.company);
  const form = changedKeys(serviceChanges ? {} : before.form, draft.form);
  if (Object.keys(form).length > 0) body.form = form;
  const custom = changedKeys(before.custom, draft.custom);
  if (Object.keys(custom).length > 0) body.custom = custom;
  return body;
}

/** Names behind the ids that the form sends, to be shown beside those of another person. */
export function namesOf(draft: EditDraft): Record<string, string> {
  const chosen = [
    draft.serviceType,
    draft.service,
    draft.site,
    draft.contact,
    draft.company,
    ...(draft.otherPlaces ?? []),
  ];
  const names = Object.fromEntries(chosen.flatMap((choice) => (choice ? [[choice.id, choice.name]] : [])));
  if (draft.unit) names[draft.unit.id] = [draft.site?.name, draft.unit.name].filter(Boolean).join(", ");
  return names;
}

/** A form in the making, with the ticket as it was when its writer began. */
export type KeptEdit = { base: Ticket; values: EditDraft };

/** Whether what the browser kept is a draft of this form. */
export function isKeptEdit(kept: unknown): kept is KeptEdit | null {
  if (kept === null) return true;
  const { base, values } = partsOf(kept);
  const isTicket = typeof partsOf(base).version === "number" && Array.isArray(partsOf(base).form);
  const parts = partsOf(values);
  const texts = ["subject", "description"];
  const objects = ["serviceType", "service", "site", "unit", "contact", "unregistered", "company", "form", "custom"];
  return (
    isTicket &&
    texts.every((name) => typeof parts[name] === "string") &&
    objects.every((name) => typeof parts[name] === "object") &&
    (parts.otherPlaces === undefined || Array.isArray(parts.otherPlaces)) &&
    parts.form !== null &&
    parts.custom !== null
  );
}

const partsOf = (value: unknown): Record<string, unknown> =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
const idOf = (choice: Choice | null): string | null => choice?.id ?? null;
const placeOf = ({ site, unit }: EditDraft): string | null => unit?.id ?? site?.id ?? null;

function clientChanges(before: EditDraft, draft: EditDraft): Pick<Body, "contact" | "client"> {
  if (draft.contact) return draft.contact.id === before.contact?.id ? {} : { contact: draft.contact.id };
  const given = draft.unregistered && cleanClient(draft.unregistered);
  const was = before.unregistered && cleanClient(before.unregistered);
  if (JSON.stringify(given) !== JSON.stringify(was)) {
    return given ? { client: given } : { client: null, contact: null };
  }
  return before.contact && !given ? { contact: null } : {};
}

function cleanClient({ name, phone, email }: Unregistered) {
  return {
    name: name.trim(),
    ...(phone.trim() ? { phone: phone.trim() } : {}),
    ...(email.trim() ? { email: email.trim() } : {}),
  };
}

/** The answers that differ; what was emptied is null. */
function changedKeys(before: Record<string, unknown>, now: Record<string, unknown>): Record<string, unknown> {
  const keys = new Set([...Object.keys(before), ...Object.keys(now)]);
  return Object.fromEntries(
    [...keys]
      .filter((key) => JSON.stringify(clean(before[key])) !== JSON.stringify(clean(now[key])))
      .map((key) => [key, clean(now[key])]),
  );
}
function clean(answer: unknown): unknown {
  const isEmpty = answer === undefined || answer === "" || (Array.isArray(answer) && answer.length === 0);
  return isEmpty ? null : answer;
}
