import { type Static, Type } from "typebox";
import { routes } from "./route.ts";
import { Body, ById, Name, Uuid, Version } from "./shape.ts";
import { TicketId, TicketKey } from "./ticket-view.ts";

const tag = "Canned replies";
const settings = ["section.settings"] as const;
const position = Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 }));
/** A template: fields of the ticket stand in it as `{{number}}`, `{{client}}`, `{{custom.meters}}`. */
const text = Type.String({ minLength: 1, maxLength: 10_000 });

const CannedReply = Type.Object({
  id: Uuid,
  group: Uuid,
  name: Type.String(),
  text: Type.String(),
  position: Type.Integer(),
  version: Version,
});
const CannedGroup = Type.Object({ id: Uuid, name: Type.String(), position: Type.Integer() });
const GroupWithReplies = Type.Intersect([CannedGroup, Type.Object({ replies: Type.Array(CannedReply) })]);
export type CannedReply = Static<typeof CannedReply>;
export type CannedGroup = Static<typeof GroupWithReplies>;

export const cannedRoutes = routes({
  listCannedReplies: {
    summary: "Canned replies in their groups",
    description: "With `ticket` their texts as they read for it.",
    tag,
    door: "employee",
    query: Type.Object({ ticket: Type.Optional(TicketKey) }),
    status: 200,
    answer: Type.Object({ items: Type.Array(GroupWithReplies) }),
  },
  createCannedGroup: {
    summary: "Add a group of canned replies",
    tag,
    door: settings,
    body: Body({ name: Name, position }),
    status: 201,
    answer: CannedGroup,
    problems: ["canned-group/name-taken", "canned-group/too-many"],
    example: { name: "Уточнения" },
  },
  updateCannedGroup: {
    summary: "Change a group of canned replies",
    tag,
    door: settings,
    params: ById,
    body: Body({ name: Type.Optional(Name), position }),
    status: 200,
    answer: CannedGroup,
    problems: ["canned-group/name-taken"],
  },
  deleteCannedGroup: {
    summary: "Delete a group with its replies",
    tag,
    door: settings,
    params: ById,
    status: 204,
    answer: null,
  },
  createCannedReply: {
    summary: "Add a canned reply",
    tag,
    door: settings,
    body: Body({ group: Uuid, name: Name, text, position }),
    status: 201,
    answer: CannedReply,
    problems: ["canned-reply/name-taken", "canned-reply/too-many", "template/wrong"],
    example: {
      group: "0197b0a2-6c1e-7f00-8000-000000000001",
      name: "Пришлите снимок экрана",
      text: "Здравствуйте! По заявке {{number}} пришлите, пожалуйста, снимок экрана с ошибкой.",
    },
  },
  updateCannedReply: {
    summary: "Change a canned reply, or put it into another group",
    tag,
    door: settings,
    params: ById,
    body: Body({ group: Type.Optional(Uuid), name: Type.Optional(Name), text: Type.Optional(text), position }),
    status: 200,
    answer: CannedReply,
    problems: ["canned-reply/name-taken", "canned-reply/changed-meanwhile", "template/wrong"],
  },
  deleteCannedReply: {
    summary: "Delete a canned reply",
    tag,
    door: settings,
    params: ById,
    status: 204,
    answer: null,
  },
  fillCannedReply: {
    summary: "The text of a canned reply for a ticket",
    tag,
    door: "employee",
    params: Type.Intersect([TicketId, Type.Object({ replyId: Uuid })]),
    status: 200,
    answer: Type.Object({ text: Type.String() }),
  },
});
