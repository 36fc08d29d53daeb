import type { Text } from "../process/process.ts";
import type { Card, Subject } from "./card-fields.ts";
import { type CustomField, customField } from "./custom-field.ts";
import type { Access, Elsewhere, FieldDef, FieldGroup } from "./field.ts";
import { TICKET_LABELS } from "./ticket-labels.ts";

/** What a ticket has to do with: its contact and company, the very place that it is about, and the building of that. */
export const LINKS = ["contact", "company", "place", "site"] as const;
export type Link = (typeof LINKS)[number];

type Held = { of: Card; state: string; group: FieldGroup; elsewhere: Elsewhere };

const HELD: Readonly<Record<Link, Held>> = {
  contact: {
    of: "contact",
    state: "contactCustom",
    group: "client",
    elsewhere: { table: "contact", on: { id: "contact_id" } },
  },
  company: {
    of: "company",
    state: "companyCustom",
    group: "client",
    elsewhere: { table: "company", on: { id: "company_id" } },
  },
  place: { of: "place", state: "placeCustom", group: "place", elsewhere: { table: "place", on: { id: "place_id" } } },
  site: { of: "place", state: "siteCustom", group: "place", elsewhere: { table: "place", on: { id: "site_id" } } },
};

/** By which links a ticket reaches such a card: fields of places are asked of its place and of its building. */
export const linksTo = (card: Card): Link[] => LINKS.filter((link) => HELD[link].of === card);

/** Before which keys the workspace's own fields of tickets, contacts, companies or places stand. */
export const prefixesOf = (subject: Subject): string[] => (subject === "ticket" ? ["custom"] : linksTo(subject));

const OWN_KEY = new RegExp(`\\b(?:custom|${LINKS.join("|")})\\.[a-z][a-z0-9_]*`, "g");

/** The keys of workspaces' own fields that stand in a text: in a condition, a template, or alone. */
export const ownKeysIn = (text: string): string[] => text.match(OWN_KEY) ?? [];

const atMostRead = (access: Access): Access => (access === "write" ? "read" : access);

/**
 * A workspace's own field of a contact, company or place, as a field of the tickets that have to do with it:
 * `contact.vip`. It is asked, shown and told of like any other, and written on its card alone; clients do not see it
 * ([B-FLD-01], [B-FLD-04]).
 */
export function linkedField(link: Link, own: CustomField): FieldDef {
  const { of: _, state, group, elsewhere } = HELD[link];
  const field = customField(own);
  const { employee, roles = {} } = field.permissions;
  const label = prefixed(TICKET_LABELS[link], own.label);
  return {
    ...field,
    key: `${link}.${own.key}`,
    label,
    group,
    source: { state, key: own.key },
    sql: { custom: own.key, elsewhere },
    sortable: false,
    permissions: {
      employee: atMostRead(employee),
      client: "hidden",
      roles: Object.fromEntries(Object.entries(roles).map(([role, access]) => [role, atMostRead(access)])),
    },
    aliases: Object.values(TICKET_LABELS[link]).map((word) => `${word}.${own.key}`),
    linked: true,
  };
}

const prefixed = (link: Text, own: Text): Text => ({
  ...Object.fromEntries(
    Object.entries(own).map(([language, word]) => [language, `${linkIn(link, language)}: ${word}`]),
  ),
  en: `${link.en}: ${own.en}`,
  ru: `${link.ru}: ${own.ru}`,
});

const linkIn = (link: Text, language: string): string =>
  Object.entries(link).find(([one]) => one === language)?.[1] ?? link.en;
