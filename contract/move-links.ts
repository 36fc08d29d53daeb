import { Type } from "typebox";
import { routes } from "./route.ts";
import { Text } from "./ticket-view.ts";

const MoveLink = Type.Object({
  /** The firm. */
  desk: Type.String(),
  number: Type.Integer(),
  subject: Type.String(),
  /** The status as clients call it. */
  status: Text,
  /** What stands on the button; null when there is nothing to do any more. */
  label: Type.Union([Text, Type.Null()]),
});
const params = Type.Object({ token: Type.String({ minLength: 20, maxLength: 400 }) });
const problems = ["move-link/not-found"] as const;

export const moveLinkRoutes = routes({
  getMoveLink: {
    summary: "What a link of a letter would do; looking does nothing",
    tag: "Tickets",
    door: "public",
    params,
    status: 200,
    answer: MoveLink,
    problems,
  },
  useMoveLink: {
    summary: "Do what a link of a letter is for: the client's move, once",
    tag: "Tickets",
    door: "public",
    params,
    status: 200,
    answer: MoveLink,
    problems,
  },
});
