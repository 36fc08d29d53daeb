import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import {
  Body,
  ByFields,
  ById,
  Name,
  Note,
  Nullable,
  OwnFields,
  Page,
  Ref,
  Searched,
  Tags,
  Uuid,
  Version,
} from "./shape.ts";

export const PLACE_KINDS = ["group", "quarter", "site", "entrance", "floor", "unit"] as const;
export const PlaceKind = Type.Union([
  Type.Literal("group"),
  Type.Literal("quarter"),
  Type.Literal("site"),
  Type.Literal("entrance"),
  Type.Literal("floor"),
  Type.Literal("unit"),
]);

/** What only sites have: the firm behind them and what residents may do. */
export const PlaceSettings = Type.Object(
  {
    legalEntity: Type.Optional(
      Type.Object({ name: Type.String({ maxLength: 200 }), type: Type.String({ maxLength: 40 }) }),
    ),
    /** Residents may not write in tickets that have ended. */
    chatClosedWhenEnded: Type.Optional(Type.Boolean()),
    showDebt: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false },
);
export const Place = Type.Object({
  id: Uuid,
  kind: PlaceKind,
  name: Type.String(),
  /** By which it is known beside its name, with its leading zeros; unique in the workspace. */
  code: Nullable(Type.String()),
  address: Type.String(),
  parent: Nullable(Ref),
  /** From the root down, without the place itself. */
  ancestors: Type.Array(Type.Object({ id: Uuid, name: Type.String(), kind: Type.String() })),
  children: Type.Integer(),
  note: Type.String(),
  tags: Type.Array(Type.String()),
  account: Nullable(Type.String()),
  /** Of a site: who answers for its tickets; of what stands above it, who manages it. */
  manager: Nullable(Ref),
  managerTeam: Nullable(Ref),
  observers: Type.Array(Ref),
  observerTeams: Type.Array(Ref),
  company: Nullable(Ref),
  settings: PlaceSettings,
  occupants: Type.Optional(
    Type.Array(Type.Object({ id: Uuid, name: Type.String(), basis: Type.String(), phone: Nullable(Type.String()) })),
  ),
  /** Fields of the workspace's own that this person may see. */
  custom: OwnFields,
  version: Version,
});
export type Place = Static<typeof Place>;

const place = {
  code: Type.Optional(Nullable(Type.String({ pattern: "^[\\p{L}\\p{N}./-]{1,20}$" }))),
  note: Type.Optional(Note),
  tags: Type.Optional(Tags),
  account: Type.Optional(Nullable(Type.String({ maxLength: 60 }))),
  manager: Type.Optional(Nullable(Uuid)),
  managerTeam: Type.Optional(Nullable(Uuid)),
  observers: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
  observerTeams: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
  company: Type.Optional(Nullable(Uuid)),
  settings: Type.Optional(PlaceSettings),
  custom: Type.Optional(OwnFields),
};
const tag = "Places";

export const placeRoutes = routes({
  listPlaces: {
    summary: "Places: children of a node, or those found by words of the address",
    description:
      "For employees `where` and `sort` as in the list of contacts, by the fields of places: all that they see, not the roots alone.",
    tag,
    door: "person",
    query: Type.Intersect([
      Searched,
      ByFields,
      Type.Object({
        parent: Type.Optional(Uuid),
        under: Type.Optional(Uuid),
        kind: Type.Optional(PlaceKind),
        /** Only the roots of the tree. */
        roots: Type.Optional(Type.Boolean()),
        contact: Type.Optional(Uuid),
      }),
    ]),
    status: 200,
    answer: Page(Place),
    problems: ["condition/invalid", "sort/invalid", "cursor/invalid"],
  },
  createPlace: {
    summary: "Add a place",
    tag,
    door: ["section.places"],
    body: Body({ kind: PlaceKind, name: Name, parent: Type.Optional(Nullable(Uuid)), ...place }),
    status: 201,
    answer: Place,
    problems: ["place/wrong-parent", "place/name-taken", "place/code-taken"],
    example: { kind: "site", name: "ул. Ленина, 5" },
  },
  getPlace: { summary: "A place", tag, door: "person", params: ById, status: 200, answer: Place },
  updatePlace: {
    summary: "Change a place",
    tag,
    door: ["section.places"],
    params: ById,
    body: Body({ name: Type.Optional(Name), parent: Type.Optional(Nullable(Uuid)), ...place }),
    status: 200,
    answer: Place,
    problems: ["place/wrong-parent", "place/name-taken", "place/code-taken", "place/changed-meanwhile"],
  },
  deletePlace: {
    summary: "Delete a place without tickets",
    tag,
    door: ["section.places"],
    params: ById,
    status: 204,
    answer: null,
    problems: ["place/in-use"],
  },
  importPlaces: {
    summary: "Import places from pasted rows or CSV",
    description:
      "A header row and one row a unit: site, entrance, floor, unit, account, resident, phone, email, basis (Russian names too). `dryRun` answers what would happen. A second run changes nothing.",
    tag,
    door: ["section.places"],
    body: Body({ text: Type.String({ maxLength: 5_000_000 }), dryRun: Type.Optional(Type.Boolean()) }),
    status: 200,
    answer: Type.Object({
      rows: Type.Integer(),
      created: Type.Object({ places: Type.Integer(), contacts: Type.Integer(), occupancies: Type.Integer() }),
      unchanged: Type.Integer(),
      errors: Type.Array(Type.Object({ row: Type.Integer(), field: Type.String(), message: Type.String() })),
    }),
    problems: ["import/no-header", "import/empty", "import/too-many-rows"],
    example: { text: "Дом;Подъезд;Этаж;Квартира\nул. Ленина, 5;1;3;12", dryRun: true },
  },
});
