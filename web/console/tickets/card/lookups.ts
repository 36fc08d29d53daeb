import { keepPreviousData } from "@tanstack/react-query";
import { hasWords } from "../../../../core/forms/order-form.ts";
import { useRoute } from "../../../kit/query.ts";
import type { Choice } from "./edit-form.ts";

/** What is looked for, and what narrows it. */
export type Where =
  | { kind: "service"; type?: string | undefined }
  | { kind: "serviceType" | "site" | "company" | "employee" }
  /** Sites, their parts and units by words of the address, but for these. */
  | { kind: "place"; without: readonly string[] }
  /** Units of a site, and its entrances and floors. */
  | { kind: "unit"; site: string | undefined }
  /** Clients by name, telephone or mail; without words those who live in the place. */
  | { kind: "contact"; place: string | undefined };

/** Something found, with what tells it from its namesakes; a service with its type. */
export type Found = Choice & { detail?: string; type?: Choice };

const LIMIT = 30;
const ABOVE_SITES = ["group", "quarter"];

/** Looks things up by words; `busy` while it does. */
export function useFound(where: Where, words: string): { found: readonly Found[]; busy: boolean } {
  const query = { ...(words ? { search: words } : {}), limit: LIMIT };
  const on = (enabled: boolean) => ({ enabled, placeholderData: keepPreviousData });
  const is = (kind: Where["kind"]) => where.kind === kind;

  const type = where.kind === "service" && where.type ? { type: where.type } : {};
  const services = useRoute("listServices", { query: { ...query, active: true, ...type } }, on(is("service")));
  const types = useRoute("listServiceTypes", {}, on(is("serviceType")));
  const site = where.kind === "unit" ? where.site : undefined;
  // Without words the sites are shown first of all places.
  const onlySites = is("site") || (is("place") && words === "");
  const inSite = onlySites ? { kind: "site" as const } : site ? { under: site } : {};
  const isPlace = is("site") || is("place") || site !== undefined;
  const places = useRoute("listPlaces", { query: { ...query, ...inSite } }, on(isPlace));
  const place = where.kind === "contact" && words === "" ? where.place : undefined;
  const contacts = useRoute(
    "listContacts",
    { query: { ...query, ...(place ? { place } : {}) } },
    on(is("contact") && (words !== "" || place !== undefined)),
  );
  const companies = useRoute("listCompanies", { query }, on(is("company")));
  const employees = useRoute("listEmployees", { query: { ...query, active: true } }, on(is("employee")));

  const found: Record<Where["kind"], () => Found[]> = {
    service: () =>
      (services.data?.items ?? []).map((service) => ({
        id: service.id,
        name: service.internalName || service.name,
        detail: service.type.name,
        type: { id: service.type.id, name: service.type.name },
      })),
    serviceType: () =>
      (types.data?.items ?? [])
        .filter(({ active, name }) => active && hasWords(name, words))
        .map(({ id, name }) => ({ id, name })),
    site: () => (places.data?.items ?? []).map(({ id, address, name }) => ({ id, name: address || name })),
    place: () =>
      (places.data?.items ?? [])
        .filter(
          ({ id, kind }) => !ABOVE_SITES.includes(kind) && !(where.kind === "place" && where.without.includes(id)),
        )
        .map(({ id, address, name }) => ({ id, name: address || name })),
    unit: () =>
      (places.data?.items ?? [])
        .filter(({ id }) => id !== site)
        .map(({ id, name, address }) => ({ id, name, detail: address })),
    contact: () =>
      (contacts.data?.items ?? []).map((contact) => ({
        id: contact.id,
        name: contact.name,
        detail: [contact.phone, contact.places[0]?.address ?? contact.company?.name].filter(Boolean).join(" · "),
      })),
    company: () => (companies.data?.items ?? []).map(({ id, name }) => ({ id, name })),
    employee: () => (employees.data?.items ?? []).map(({ id, name, jobTitle }) => ({ id, name, detail: jobTitle })),
  };
  const all = [services, types, places, contacts, companies, employees];
  return { found: found[where.kind](), busy: all.some(({ isFetching }) => isFetching) };
}

/** An employee by id, as something chosen. */
export function useEmployeeChoice(id: string): Choice | null {
  const { data } = useRoute("getEmployee", { params: { id } }, { enabled: id !== "" });
  return id === "" ? null : { id, name: data?.name ?? "…" };
}
