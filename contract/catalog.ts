import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Line, Name, Note, Nullable, Page, Ref, Searched, Shared, Tags, Uuid, Version } from "./shape.ts";

/** One element of an order form. */
export const FormElement = Type.Object(
  {
    key: Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" }),
    label: Type.String({ minLength: 1, maxLength: 200 }),
    type: Type.Union([
      Type.Literal("text"),
      Type.Literal("longtext"),
      Type.Literal("number"),
      Type.Literal("date"),
      Type.Literal("list"),
      Type.Literal("lists"),
      Type.Literal("yesno"),
      Type.Literal("phone"),
    ]),
    required: Type.Optional(Type.Boolean()),
    options: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 100 })),
    hint: Type.Optional(Line),
  },
  { additionalProperties: false },
);
export type FormElement = Static<typeof FormElement>;

/** Ways in that a service may be closed to: what employees enter, and what comes by itself. */
export const WAYS_IN = ["console", "portal", "email", "telegram", "viber", "facebook", "vk", "webform"] as const;
export type WayIn = (typeof WAYS_IN)[number];

export const ServiceOptions = Type.Object(
  {
    routing: Type.Optional(Type.Boolean()),
    qualityControl: Type.Optional(Type.Boolean()),
    requireDocument: Type.Optional(Type.Boolean()),
    useControllers: Type.Optional(Type.Boolean()),
    clientMayReopen: Type.Optional(Type.Boolean()),
    appointment: Type.Optional(Type.Boolean()),
    /** Work on a ticket begins with accepting it, which one person can do. */
    acceptFirst: Type.Optional(Type.Boolean()),
    /** An employee who opens a ticket and names nobody takes it himself. */
    authorAssigned: Type.Optional(Type.Boolean()),
    /** The subject must name the company. */
    companyInSubject: Type.Optional(Type.Boolean()),
    /** Chats that are bound to it ask for the company in the name, until the chat is told otherwise. */
    companyInCommand: Type.Optional(Type.Boolean()),
    /** `*Surname` at the end of the subject gives the ticket to that employee. */
    assigneeMark: Type.Optional(Type.Boolean()),
    /** Chosen beforehand on the form of a new ticket for the people of its team. */
    presetForTeam: Type.Optional(Type.Boolean()),
    /** Ways in by which its tickets may be opened; none named: by all. */
    channels: Type.Optional(Type.Array(Type.Enum(WAYS_IN), { maxItems: 10, uniqueItems: true })),
    autoControllers: Type.Optional(Type.Array(Uuid, { maxItems: 5 })),
    stages: Type.Optional(
      Type.Array(
        Type.Object({
          name: Name,
          approvers: Type.Array(Uuid, { minItems: 1, maxItems: 20 }),
          rule: Type.Union([Type.Literal("all"), Type.Literal("any")]),
        }),
        { maxItems: 10 },
      ),
    ),
    /** How the average rating is shown to clients. */
    rating: Type.Optional(Type.Union([Type.Literal("average"), Type.Literal("hidden")])),
  },
  { additionalProperties: false },
);
export type ServiceOptions = Static<typeof ServiceOptions>;
export const Service = Type.Object({
  id: Uuid,
  name: Type.String(),
  internalName: Type.String(),
  type: Ref,
  category: Nullable(Ref),
  team: Nullable(Ref),
  note: Type.String(),
  annotation: Type.String(),
  tags: Type.Array(Type.String()),
  form: Type.Array(FormElement),
  options: ServiceOptions,
  maxAssignees: Type.Integer(),
  /** Roles that may work with its tickets; empty: every role. */
  roles: Type.Array(Ref),
  portal: Type.Boolean(),
  paid: Type.Boolean(),
  active: Type.Boolean(),
  position: Type.Integer(),
  /** Common-building type: no single client. */
  common: Type.Boolean(),
  /** The process that its tickets run; null: that of its type. */
  process: Nullable(Type.String()),
  version: Version,
});
export type Service = Static<typeof Service>;

/** What a client sees of a service. */
export const CatalogueItem = Type.Object({
  id: Uuid,
  name: Type.String(),
  annotation: Type.String(),
  category: Nullable(Type.Object({ id: Uuid, name: Type.String(), icon: Nullable(Type.String()) })),
  form: Type.Array(FormElement),
  rating: Nullable(Type.Object({ average: Type.Number(), count: Type.Integer() })),
});
export const ServiceType = Type.Object({
  id: Uuid,
  name: Type.String(),
  process: Type.String(),
  common: Type.Boolean(),
  internal: Type.Boolean(),
  /** Its tickets are incidents: others are attached to them. */
  incident: Type.Boolean(),
  active: Type.Boolean(),
  services: Type.Integer(),
  ...Shared,
});
export const ServiceCategory = Type.Object({
  id: Uuid,
  name: Type.String(),
  icon: Nullable(Type.String()),
  position: Type.Integer(),
});
/** As who sets them up has them; clients are not told who did. */
const ServiceCategoryView = Type.Intersect([ServiceCategory, Type.Object(Shared)]);

const service = {
  process: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
  internalName: Type.Optional(Line),
  category: Type.Optional(Nullable(Uuid)),
  team: Type.Optional(Nullable(Uuid)),
  note: Type.Optional(Note),
  annotation: Type.Optional(Note),
  tags: Type.Optional(Tags),
  form: Type.Optional(Type.Array(FormElement, { maxItems: 50 })),
  options: Type.Optional(ServiceOptions),
  maxAssignees: Type.Optional(Type.Integer({ minimum: 1, maximum: 4 })),
  roles: Type.Optional(Type.Array(Uuid, { maxItems: 50 })),
  portal: Type.Optional(Type.Boolean()),
  paid: Type.Optional(Type.Boolean()),
  active: Type.Optional(Type.Boolean()),
  position: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
};
const kind = {
  common: Type.Optional(Type.Boolean()),
  internal: Type.Optional(Type.Boolean()),
  incident: Type.Optional(Type.Boolean()),
  active: Type.Optional(Type.Boolean()),
};
const services = ["section.services"] as const;
const icon = Type.Optional(Nullable(Type.String({ maxLength: 40 })));
const tag = "Services";

export const catalogRoutes = routes({
  listCatalogue: {
    summary: "What a client can order",
    description: "Found by the service's name and by the words of its order form.",
    tag,
    door: "person",
    query: Type.Object({ search: Type.Optional(Type.String({ maxLength: 200 })), category: Type.Optional(Uuid) }),
    status: 200,
    answer: Type.Object({ items: Type.Array(CatalogueItem), categories: Type.Array(ServiceCategory) }),
  },
  listServices: {
    summary: "Services",
    tag,
    door: "employee",
    query: Type.Intersect([
      Searched,
      Type.Object({ type: Type.Optional(Uuid), active: Type.Optional(Type.Boolean()) }),
    ]),
    status: 200,
    answer: Page(Service),
  },
  createService: {
    summary: "Add a service",
    tag,
    door: services,
    body: Body({ name: Name, type: Uuid, ...service }),
    status: 201,
    answer: Service,
    problems: ["service/name-taken", "service/form-invalid"],
  },
  getService: { summary: "A service", tag, door: "employee", params: ById, status: 200, answer: Service },
  updateService: {
    summary: "Change a service",
    tag,
    door: services,
    params: ById,
    body: Body({ name: Type.Optional(Name), type: Type.Optional(Uuid), ...service }),
    status: 200,
    answer: Service,
    problems: ["service/name-taken", "service/form-invalid", "service/changed-meanwhile"],
  },
  listServiceTypes: {
    summary: "Service types",
    tag,
    door: "employee",
    status: 200,
    answer: Type.Object({ items: Type.Array(ServiceType) }),
  },
  createServiceType: {
    summary: "Add a service type",
    tag,
    door: services,
    body: Body({ name: Name, process: Type.Optional(Type.String({ maxLength: 60 })), ...kind }),
    status: 201,
    answer: ServiceType,
    problems: ["service-type/name-taken"],
  },
  updateServiceType: {
    summary: "Change a service type",
    tag,
    door: services,
    params: ById,
    body: Body({ name: Type.Optional(Name), process: Type.Optional(Type.String({ maxLength: 60 })), ...kind }),
    status: 200,
    answer: ServiceType,
    problems: ["service-type/name-taken", "service-type/changed-meanwhile"],
  },
  listServiceCategories: {
    summary: "Service categories",
    tag,
    door: "person",
    status: 200,
    answer: Type.Object({ items: Type.Array(ServiceCategoryView) }),
  },
  createServiceCategory: {
    summary: "Add a category",
    tag,
    door: services,
    body: Body({ name: Name, icon, position: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })) }),
    status: 201,
    answer: ServiceCategoryView,
    problems: ["category/name-taken"],
  },
  updateServiceCategory: {
    summary: "Change a category",
    tag,
    door: services,
    params: ById,
    body: Body({
      name: Type.Optional(Name),
      icon,
      position: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
    }),
    status: 200,
    answer: ServiceCategoryView,
    problems: ["category/name-taken", "category/changed-meanwhile"],
  },
  deleteServiceCategory: {
    summary: "Delete a category",
    tag,
    door: services,
    params: ById,
    status: 204,
    answer: null,
    problems: ["category/in-use"],
  },
});
