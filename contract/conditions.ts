import { Type } from "typebox";
import { routes } from "./route.ts";
import { Body, Uuid } from "./shape.ts";
import { StatusView } from "./ticket-view.ts";

/** Conditions before they are used: what an editor shows of one while it is written. */
export const conditionRoutes = routes({
  previewCondition: {
    summary: "How many tickets of the last days meet a condition, with a sample",
    description:
      "Counts tickets opened in the last `days` (30 without it) that the asker sees, up to 10,000: of more, `moreThan` says so and `total` is that number. `sample` holds up to 5, the newest first. Nothing is kept.",
    tag: "Tickets",
    door: "employee",
    body: Body({
      where: Type.String({ maxLength: 10_000 }),
      days: Type.Optional(Type.Integer({ minimum: 1, maximum: 365, default: 30 })),
    }),
    status: 200,
    answer: Type.Object({
      total: Type.Integer(),
      moreThan: Type.Optional(Type.Integer()),
      sample: Type.Array(Type.Object({ id: Uuid, number: Type.Integer(), subject: Type.String(), status: StatusView })),
    }),
    problems: ["condition/invalid"],
    example: { where: 'status:waiting site:"Ленина 5"', days: 30 },
  },
});
