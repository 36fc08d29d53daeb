import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Nullable, Ref, Uuid, Version } from "./shape.ts";

/** What a view holds besides its condition; what is absent each person has as he likes it. */
export const ViewSettings = Body({
  /** The columns from the start of the row, with their widths in px. */
  columns: Type.Optional(
    Type.Array(
      Body({
        key: Type.String({ minLength: 1, maxLength: 100 }),
        width: Type.Optional(Type.Integer({ minimum: 40, maximum: 2_000 })),
      }),
      { minItems: 1, maxItems: 100 },
    ),
  ),
  /** The order as `sort` of the list takes it, the ranks of labels at its beginning: `attention:unseen,-created`. */
  sort: Type.Optional(Type.String({ maxLength: 200 })),
});
export type ViewSettings = Static<typeof ViewSettings>;

const All = Body({ all: Type.Literal(true) });
/** Who else has the view: nobody, everybody of the workspace, or a team. */
const Sharing = Nullable(Type.Union([All, Body({ team: Uuid })]));
const ViewName = Type.String({ minLength: 1, maxLength: 100 });
const Condition = Type.String({ maxLength: 10_000 });

export const ViewOfList = Type.Object({
  id: Uuid,
  name: Type.String(),
  condition: Type.String(),
  settings: ViewSettings,
  sharing: Nullable(Type.Union([All, Type.Object({ team: Ref })])),
  owner: Ref,
  /** A tab of the person who asks. */
  pinned: Type.Boolean(),
  version: Version,
  can: Type.Object({ change: Type.Boolean() }),
});
export type ViewOfList = Static<typeof ViewOfList>;

export const viewRoutes = routes({
  listViews: {
    summary: "Saved views: my own and those that are shared with me, oldest first",
    description: "Whoever has `view.share` sees every view that is shared, to put it right.",
    tag: "Tickets",
    door: "employee",
    status: 200,
    answer: Type.Object({ items: Type.Array(ViewOfList) }),
  },
  countViews: {
    summary: "How many tickets I see in each view that is a tab of mine",
    description:
      "Counted up to 1,000: of more, `moreThan` says so. Parts of a condition that cannot be asked any more are left out, as in the list; `broken` says that there are some.",
    tag: "Tickets",
    door: "employee",
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Uuid,
          total: Type.Optional(Type.Integer()),
          moreThan: Type.Optional(Type.Integer()),
          broken: Type.Boolean(),
        }),
      ),
    }),
  },
  createView: {
    summary: "Save a view",
    description:
      "With everybody, or with a team that one is not in, it is shared by whoever has `view.share`. A tab is what one saves `pinned`.",
    tag: "Tickets",
    door: "employee",
    body: Body({
      name: ViewName,
      condition: Condition,
      settings: Type.Optional(ViewSettings),
      sharing: Type.Optional(Sharing),
      pinned: Type.Optional(Type.Boolean()),
    }),
    status: 201,
    answer: ViewOfList,
    problems: ["condition/invalid", "sort/invalid", "view/name-taken", "view/too-many", "view/too-many-tabs"],
    example: { name: "Срочные", condition: "status:waiting", settings: { sort: "-created" }, pinned: true },
  },
  updateView: {
    summary: "Rename, change or share a view",
    description: "One's own; those that others share with `view.share`.",
    tag: "Tickets",
    door: "employee",
    params: ById,
    body: Body({
      name: Type.Optional(ViewName),
      condition: Type.Optional(Condition),
      settings: Type.Optional(ViewSettings),
      sharing: Type.Optional(Sharing),
    }),
    status: 200,
    answer: ViewOfList,
    problems: ["condition/invalid", "sort/invalid", "view/name-taken", "view/too-many", "view/changed-meanwhile"],
  },
  deleteView: {
    summary: "Delete a view",
    tag: "Tickets",
    door: "employee",
    params: ById,
    status: 204,
    answer: null,
  },
  pinView: {
    summary: "Make a view a tab of mine, or not",
    tag: "Tickets",
    door: "employee",
    params: ById,
    body: Body({ pinned: Type.Boolean() }),
    status: 204,
    answer: null,
    problems: ["view/too-many-tabs"],
  },
});
