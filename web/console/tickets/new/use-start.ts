import { useRoute } from "../../../kit/query.ts";
import type { NewTicketSearch } from "../../app/address.ts";
import { type Draft, EMPTY, unregistered, withContact } from "./draft.ts";

/**
 * What a new ticket begins with, put together from its address; `undefined` while it is looked up. What cannot be
 * looked up (it is gone, or not this person's to see) is left out.
 */
export function useStart(search: NewTicketSearch): { name: string; draft: Draft } | undefined {
  const { contact, phone, place, company, service } = search;
  const found = {
    phone: useRoute("listContacts", { query: { search: phone ?? "", limit: 2 } }, { enabled: phone !== undefined }),
    contact: useRoute("getContact", { params: { id: contact ?? "" } }, { enabled: contact !== undefined }),
    place: useRoute("getPlace", { params: { id: place ?? "" } }, { enabled: place !== undefined }),
    company: useRoute("getCompany", { params: { id: company ?? "" } }, { enabled: company !== undefined }),
    service: useRoute("getService", { params: { id: service ?? "" } }, { enabled: service !== undefined }),
  };
  if (Object.values(found).some(({ isLoading }) => isLoading)) return undefined;
  const [caller, other] = found.phone.data?.items ?? [];
  const person = found.contact.data ?? (other === undefined ? caller : undefined);
  const chosen = (thing: { id: string; name: string; address?: string } | undefined) =>
    thing ? { id: thing.id, name: thing.address || thing.name } : null;
  const base: Draft = {
    ...EMPTY,
    place: chosen(found.place.data),
    company: chosen(found.company.data),
    service: chosen(found.service.data),
    client: phone !== undefined && caller === undefined ? unregistered(phone) : null,
  };
  const name = Object.values(search)
    .filter(Boolean)
    .join("/")
    .replace(/[^\w-]/g, "")
    .slice(0, 90);
  return { name: name === "" ? "" : `/${name}`, draft: person ? withContact(base, person) : base };
}
