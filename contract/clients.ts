import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import {
  Body,
  ByFields,
  ById,
  Email,
  Moment,
  Name,
  Note,
  Nullable,
  OwnFields,
  Page,
  Phone,
  Ref,
  Searched,
  Tags,
  Uuid,
  Version,
} from "./shape.ts";

export const Basis = Type.Union([
  Type.Literal("owner"),
  Type.Literal("family"),
  Type.Literal("tenant"),
  Type.Literal("other"),
]);

export const Contact = Type.Object({
  id: Uuid,
  name: Type.String(),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  copyEmail: Nullable(Type.String()),
  company: Nullable(Ref),
  account: Nullable(Type.String()),
  note: Type.String(),
  tags: Type.Array(Type.String()),
  debt: Type.Integer(),
  repairDebt: Type.Integer(),
  manager: Nullable(Ref),
  managerTeam: Nullable(Ref),
  observers: Type.Array(Ref),
  observerTeams: Type.Array(Ref),
  places: Type.Array(Type.Object({ id: Uuid, address: Type.String(), basis: Basis })),
  portalAccess: Type.Boolean(),
  lastSeenAt: Nullable(Moment),
  openTickets: Type.Integer(),
  createdAt: Moment,
  /** Fields of the workspace's own that this person may see. */
  custom: OwnFields,
  version: Version,
});
export type Contact = Static<typeof Contact>;

export const Company = Type.Object({
  id: Uuid,
  name: Type.String(),
  phone: Nullable(Type.String()),
  email: Nullable(Type.String()),
  domains: Type.Array(Type.String()),
  category: Nullable(Ref),
  note: Type.String(),
  tags: Type.Array(Type.String()),
  manager: Nullable(Ref),
  managerTeam: Nullable(Ref),
  observers: Type.Array(Ref),
  observerTeams: Type.Array(Ref),
  contacts: Type.Array(
    Type.Object({ id: Uuid, name: Type.String(), phone: Nullable(Type.String()), email: Nullable(Type.String()) }),
  ),
  sites: Type.Array(Ref),
  createdAt: Moment,
  /** Fields of the workspace's own that this person may see. */
  custom: OwnFields,
  version: Version,
});
export type Company = Static<typeof Company>;

const responsible = {
  manager: Type.Optional(Nullable(Uuid)),
  managerTeam: Type.Optional(Nullable(Uuid)),
  observers: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
  observerTeams: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
};
const contact = {
  phone: Type.Optional(Nullable(Phone)),
  email: Type.Optional(Nullable(Email)),
  copyEmail: Type.Optional(Nullable(Email)),
  company: Type.Optional(Nullable(Uuid)),
  account: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
  note: Type.Optional(Note),
  tags: Type.Optional(Tags),
  places: Type.Optional(Type.Array(Type.Object({ id: Uuid, basis: Basis }), { maxItems: 100 })),
  custom: Type.Optional(OwnFields),
  ...responsible,
};
const company = {
  phone: Type.Optional(Nullable(Phone)),
  email: Type.Optional(Nullable(Email)),
  domains: Type.Optional(
    Type.Array(Type.String({ maxLength: 120, pattern: "^[a-zA-Z0-9.-]+\\.[a-zA-Z]{2,}$|^xn--" }), { maxItems: 20 }),
  ),
  category: Type.Optional(Nullable(Uuid)),
  custom: Type.Optional(OwnFields),
  note: Type.Optional(Note),
  tags: Type.Optional(Tags),
  ...responsible,
};
const clients = ["section.clients"] as const;
const companies = ["section.companies"] as const;
const tag = "Clients";

export const clientRoutes = routes({
  listContacts: {
    summary: "Contacts, found by name, phone, email or address",
    description:
      "With `section.clients` all of them; employees who may open tickets find by search only. `where` asks the fields of contacts, also the workspace's own (`debt>0 custom.floor:2`), `sort` puts them in order by these.",
    tag,
    door: "employee",
    query: Type.Intersect([
      Searched,
      ByFields,
      Type.Object({
        company: Type.Optional(Uuid),
        place: Type.Optional(Uuid),
        /** For a field that completes what is typed: one page, those whose names begin so before the others. */
        suggest: Type.Optional(Type.Boolean()),
      }),
    ]),
    status: 200,
    answer: Page(Contact),
    problems: ["condition/invalid", "sort/invalid", "cursor/invalid"],
  },
  createContact: {
    summary: "Add a contact",
    tag,
    door: clients,
    body: Body({ name: Name, ...contact }),
    status: 201,
    answer: Contact,
    problems: ["contact/email-taken"],
  },
  getContact: { summary: "A contact", tag, door: clients, params: ById, status: 200, answer: Contact },
  updateContact: {
    summary: "Change a contact",
    tag,
    door: clients,
    params: ById,
    body: Body({ name: Type.Optional(Name), ...contact }),
    status: 200,
    answer: Contact,
    problems: ["contact/email-taken", "contact/no-email", "contact/changed-meanwhile"],
  },
  deleteContact: {
    summary: "Delete a contact without tickets",
    tag,
    door: clients,
    params: ById,
    status: 204,
    answer: null,
    problems: ["contact/in-use"],
  },
  giveAccess: {
    summary: "Give or take access to the portal",
    tag,
    door: clients,
    params: ById,
    body: Body({
      access: Type.Boolean(),
      password: Type.Optional(Type.String({ minLength: 8, maxLength: 128 })),
      invite: Type.Optional(Type.Boolean()),
    }),
    status: 200,
    answer: Contact,
    problems: ["contact/no-email", "contact/account-taken"],
  },
  listCompanies: {
    summary: "Companies",
    description: "`where` and `sort` as in the list of contacts, by the fields of companies.",
    tag,
    door: "employee",
    query: Type.Intersect([Searched, ByFields, Type.Object({ category: Type.Optional(Uuid) })]),
    status: 200,
    answer: Page(Company),
    problems: ["condition/invalid", "sort/invalid", "cursor/invalid"],
  },
  createCompany: {
    summary: "Add a company",
    tag,
    door: companies,
    body: Body({ name: Name, ...company }),
    status: 201,
    answer: Company,
  },
  getCompany: { summary: "A company", tag, door: companies, params: ById, status: 200, answer: Company },
  updateCompany: {
    summary: "Change a company",
    tag,
    door: companies,
    params: ById,
    body: Body({ name: Type.Optional(Name), ...company }),
    status: 200,
    answer: Company,
    problems: ["company/changed-meanwhile"],
  },
  deleteCompany: {
    summary: "Delete a company without tickets",
    tag,
    door: companies,
    params: ById,
    status: 204,
    answer: null,
    problems: ["company/in-use"],
  },
  listClientCategories: {
    summary: "Client categories",
    tag,
    door: "employee",
    status: 200,
    answer: Type.Object({ items: Type.Array(Ref) }),
  },
  createClientCategory: {
    summary: "Add a client category",
    tag,
    door: companies,
    body: Body({ name: Name }),
    status: 201,
    answer: Ref,
    problems: ["category/name-taken"],
  },
  updateClientCategory: {
    summary: "Rename a client category",
    tag,
    door: companies,
    params: ById,
    body: Body({ name: Name }),
    status: 200,
    answer: Ref,
    problems: ["category/name-taken"],
  },
  deleteClientCategory: {
    summary: "Delete a client category",
    tag,
    door: companies,
    params: ById,
    status: 204,
    answer: null,
    problems: ["category/in-use"],
  },
});
