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
  mendCondition: {
    summary: "What of a condition can still be asked",
    description:
      "For a saved view or a link that names what is gone: a field, an option, a team, an employee. `where` is the condition without the parts that cannot be asked any more, `left` holds these parts, each with the reason. A text that cannot be read at all is one part. Nothing is kept.",
    tag: "Tickets",
    door: "employee",
    body: Body({ where: Type.String({ maxLength: 10_000 }) }),
    status: 200,
    answer: Type.Object({
      where: Type.String(),
      /** `code`: that of the error in the condition, or `gone` for the id of something that was deleted. */
      left: Type.Array(
        Type.Object({
          text: Type.String(),
          code: Type.String(),
          mend: Type.String(),
          params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
        }),
      ),
      /** Its marks do not fit together: nothing of it could be read. */
      unreadable: Type.Boolean(),
    }),
    example: { where: 'status:waiting team:"Ночная смена"' },
  },
});
