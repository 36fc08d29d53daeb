import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { RouteName } from "../../../../contract/paths.ts";
import type { FieldDef } from "../../../../core/fields/field.ts";
import { hasWords } from "../../../../core/forms/order-form.ts";
import { type Answer, send } from "../../../kit/api.ts";
import { key, useRoute } from "../../../kit/query.ts";

/** What a name can be looked up in. */
export type LookupKind =
  | "employee"
  | "team"
  | "service"
  | "serviceType"
  | "clientCategory"
  | "company"
  | "contact"
  | "place"
  | "site"
  | "unit"
  | "quarter"
  | "group";

/** Something found: `detail` tells namesakes apart. */
export type Found = { id: string; name: string; detail?: string };

/** Where the values of a field are looked up. */
export function lookupOf(field: FieldDef): LookupKind | undefined {
  switch (field.type) {
    case "person":
    case "people":
      return "employee";
    case "team":
    case "service":
    case "serviceType":
    case "clientCategory":
    case "company":
    case "contact":
      return field.type;
    case "place":
      if (field.key === "siteGroup") return "group";
      return PLACES.find((kind) => kind === field.key) ?? "place";
    default:
      return undefined;
  }
}
const PLACES = ["site", "unit", "quarter"] as const;

const LIMIT = 30;

/**
 * Things of the kind whose names have these words; without words the first ones. `withBlocked`: employees too who work
 * here no more, for tickets of theirs are still looked for.
 */
export function useLookup(
  kind: LookupKind,
  words: string,
  enabled = true,
  withBlocked = false,
): { found: Found[]; busy: boolean } {
  const { t } = useTranslation("list");
  const [search] = useDebouncedValue(words.trim(), 180);
  const is = (...kinds: LookupKind[]) => enabled && kinds.includes(kind);
  const options = (on: boolean) => ({ enabled: on, placeholderData: keepPreviousData });
  const query = { ...(search === "" ? {} : { search }), limit: LIMIT };
  const isPlace = is("place", "site", "unit", "quarter", "group");
  const placeKind = kind === "site" || kind === "unit" || kind === "quarter" || kind === "group" ? kind : undefined;

  const employees = useRoute(
    "listEmployees",
    { query: withBlocked ? query : { ...query, active: true } },
    options(is("employee")),
  );
  const services = useRoute("listServices", { query }, options(is("service")));
  const companies = useRoute("listCompanies", { query }, options(is("company") && search !== ""));
  const contacts = useRoute("listContacts", { query }, options(is("contact") && search !== ""));
  const places = useRoute(
    "listPlaces",
    { query: { ...query, ...(placeKind ? { kind: placeKind } : {}) } },
    options(isPlace && (search !== "" || placeKind !== undefined)),
  );
  const teams = useRoute("listTeams", {}, options(is("team")));
  const types = useRoute("listServiceTypes", {}, options(is("serviceType")));
  const categories = useRoute("listClientCategories", {}, options(is("clientCategory")));

  // Only the answer of this kind: one that is not asked for may still hold what somebody else has asked.
  const found = (): Found[] => {
    switch (kind) {
      case "employee":
        return (employees.data?.items ?? []).map(({ id, name, jobTitle, active }) => ({
          id,
          name,
          detail: active ? jobTitle : t("lookup.blocked"),
        }));
      case "service":
        return (services.data?.items ?? []).map(({ id, name, type }) => ({ id, name, detail: type.name }));
      case "team":
        return short(teams.data?.items, search);
      case "serviceType":
        return short(types.data?.items, search);
      case "clientCategory":
        return short(categories.data?.items, search);
      case "company":
        return search === "" ? [] : (companies.data?.items ?? []).map(({ id, name }) => ({ id, name }));
      case "contact":
        return search === "" ? [] : (contacts.data?.items ?? []).map(namedContact);
      default:
        return (places.data?.items ?? []).map(({ id, address, name }) => ({ id, name: address || name }));
    }
  };
  const queries = [employees, services, companies, contacts, places, teams, types, categories];
  return { found: found(), busy: queries.some(({ isFetching }) => isFetching) || search !== words.trim() };
}

const namedContact = ({ id, name, places: [place] }: Answer<"listContacts">["items"][number]): Found => ({
  id,
  name,
  detail: place?.address ?? "",
});

/** Lists that come whole are searched here. */
const short = (items: readonly Found[] | undefined, search: string): Found[] =>
  (items ?? []).filter(({ name }) => hasWords(name, search)).map(({ id, name }) => ({ id, name }));

/** Kinds of which the whole list comes at once. */
const WHOLE: readonly LookupKind[] = ["team", "serviceType", "clientCategory"];

/** The names behind ids, as far as they are known by now. */
export function useNamesOf(kind: LookupKind | undefined, ids: readonly string[]): ReadonlyMap<string, string> {
  const teams = useRoute("listTeams", {}, { enabled: kind === "team" && ids.length > 0 });
  const types = useRoute("listServiceTypes", {}, { enabled: kind === "serviceType" && ids.length > 0 });
  const categories = useRoute("listClientCategories", {}, { enabled: kind === "clientCategory" && ids.length > 0 });
  const single = useQueries({
    queries: (kind !== undefined && WHOLE.includes(kind) ? [] : ids).map((id) => ({
      ...nameQuery(kind, id),
      enabled: kind !== undefined,
      staleTime: 10 * 60_000,
    })),
  });
  const names = new Map<string, string>();
  const whole = [teams, types, categories].flatMap(({ data }) => data?.items ?? []);
  for (const { id, name } of whole) names.set(id, name);
  single.forEach(({ data }) => {
    if (data) names.set(data.id, "address" in data && data.address ? data.address : data.name);
  });
  return names;
}

type Thing = { id: string; name: string; address?: string };
type Read = { route: RouteName; read: (ask: { params: { id: string }; signal: AbortSignal }) => Promise<Thing> };

const READ: Record<"employee" | "service" | "company" | "contact" | "place", Read> = {
  employee: { route: "getEmployee", read: (ask) => send<"getEmployee">("getEmployee", ask) },
  service: { route: "getService", read: (ask) => send<"getService">("getService", ask) },
  company: { route: "getCompany", read: (ask) => send<"getCompany">("getCompany", ask) },
  contact: { route: "getContact", read: (ask) => send<"getContact">("getContact", ask) },
  place: { route: "getPlace", read: (ask) => send<"getPlace">("getPlace", ask) },
};

const isNamed = (kind: LookupKind): kind is LookupKind & keyof typeof READ => kind in READ;

function nameQuery(kind: LookupKind | undefined, id: string) {
  const { route, read } = kind !== undefined && isNamed(kind) ? READ[kind] : READ.place;
  const params = { id };
  return {
    queryKey: key(route, { params }),
    queryFn: ({ signal }: { signal: AbortSignal }) => read({ params, signal }),
  };
}
