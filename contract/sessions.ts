import { Type } from "typebox";
import { routes } from "./route.ts";
import { ById, Moment, Nullable, Uuid } from "./shape.ts";

const tag = "Session";

export const sessionListRoutes = routes({
  listSessions: {
    summary: "Where I am signed in, the latest first",
    tag,
    door: "person",
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Uuid,
          /** Names of products, the same in all languages: `Firefox`, `Android`. */
          browser: Nullable(Type.String()),
          system: Nullable(Type.String()),
          address: Nullable(Type.String()),
          startedAt: Moment,
          /** To the minute. */
          seenAt: Moment,
          /** The one that this request came with. */
          current: Type.Boolean(),
        }),
      ),
    }),
  },
  endSession: { summary: "Sign out somewhere else", tag, door: "person", params: ById, status: 204, answer: null },
  endOtherSessions: {
    summary: "Sign out everywhere but here",
    description: "With a token, which is no session: everywhere.",
    tag,
    door: "person",
    status: 204,
    answer: null,
  },
  endEmployeeSessions: {
    summary: "Sign an employee out of this desk everywhere",
    tag: "People",
    door: ["section.employees"],
    params: ById,
    status: 204,
    answer: null,
  },
});
