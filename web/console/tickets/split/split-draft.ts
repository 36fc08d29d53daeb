import type { Answer, Ask } from "../../../kit/api.ts";
import { type Draft, EMPTY } from "../new/draft.ts";

type Ticket = Answer<"getTicket">;
type Body = NonNullable<Ask<"splitTicket">["body"]>;
type Created = NonNullable<Ask<"createTicket">["body"]>;

const LONGEST = 200;

/** The new ticket as it is proposed: client, places and service of this one, the subject from what was chosen. */
export function proposal(ticket: Ticket, texts: readonly string[]): Draft {
  const { clientView: client, placeView, company, service, serviceType } = ticket;
  const line = texts.map((text) => text.trim().split("\n")[0]?.trim() ?? "").find((text) => text !== "") ?? "";
  const id = client?.id ?? client?.employee;
  const nothing = { account: null, places: [], openTickets: 0, company: company ?? null };
  return {
    ...EMPTY,
    ...(client && id
      ? {
          contact: {
            ...nothing,
            id,
            name: client.name,
            phone: client.phone,
            email: client.email,
            note: client.note ?? "",
            tags: client.tags ?? [],
            ...(client.employee ? { employee: true as const } : {}),
          },
        }
      : {}),
    ...(client && !id ? { client: { name: client.name, phone: client.phone ?? "", email: client.email ?? "" } } : {}),
    place: placeView && { id: placeView.id, name: placeView.address },
    otherPlaces: (ticket.otherPlaces ?? []).map(({ id: place, address }) => ({ id: place, name: address })),
    company: company ?? null,
    service: service ?? null,
    serviceType: service ? null : (serviceType?.id ?? null),
    subject: line.slice(0, LONGEST).replace(/[\uD800-\uDBFF]$/, ""),
    form: Object.fromEntries(ticket.form.map(({ key, value }) => [key, value])),
  };
}

/** What is not named the server takes from this ticket, so that what was taken out is named as nothing. */
export function splitBody(created: Created, messages: readonly string[], documents: readonly string[]): Body {
  const { channel: _, files: __, externalId: ___, ...said } = created;
  return {
    ...said,
    ...(said.serviceType ? {} : { service: said.service ?? null }),
    place: said.place ?? null,
    otherPlaces: said.otherPlaces ?? [],
    ...(said.client ? {} : { contact: said.contact ?? null }),
    company: said.company ?? null,
    messages: [...messages],
    documents: [...documents],
  };
}
