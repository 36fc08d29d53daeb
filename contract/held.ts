import { type Static, Type } from "typebox";
import { Message, Say } from "./conversation.ts";
import { routes } from "./route.ts";
import { LongText, Moment, Nullable, Refused, Uuid } from "./shape.ts";
import { MoveBody } from "./ticket-steps.ts";
import { FileView, TicketId } from "./ticket-view.ts";

/** A message to the client that was sent and can still be recalled. Only its author sees it. */
export const HeldMessage = Type.Object({
  id: Uuid,
  text: Type.String(),
  files: Type.Array(FileView),
  mentions: Type.Array(Uuid),
  /** The move that is made together with it. */
  move: Nullable(MoveBody),
  heldAt: Moment,
  /** When it is handed to the client's channel. */
  dueAt: Moment,
  /** Why it could not be said when it was due; then it waits to be recalled, or to be sent again. */
  refusals: Nullable(Type.Array(Refused)),
});
export type HeldMessage = Static<typeof HeldMessage>;

const OnHeld = Type.Intersect([TicketId, Type.Object({ heldId: Uuid })]);

export const heldRoutes = routes({
  holdMessage: {
    summary: "Write to the client, with time to recall it",
    description:
      "What the console does with Send. Like `POST /tickets/{id}/messages`, which says it at once, but the message waits for as long as the workspace says (`recallSeconds`, 0 to 60): until then nobody else knows of it, no letter is written, the ticket does not change. Where the setting is 0 it is said at once, and `message` is set instead of `held`.",
    tag: "Conversation",
    door: "employee",
    params: TicketId,
    body: Say,
    status: 201,
    answer: Type.Object({ held: Nullable(HeldMessage), message: Nullable(Message) }),
    problems: ["ticket/refused", "ticket/changed-meanwhile", "message/too-many-held"],
    example: { text: "Выезжаю, буду в 15:00" },
  },
  listHeldMessages: {
    summary: "My messages on this ticket that can still be recalled, oldest first",
    tag: "Conversation",
    door: "employee",
    params: TicketId,
    status: 200,
    answer: Type.Object({ items: Type.Array(HeldMessage) }),
  },
  recallMessage: {
    summary: "Recall a message before it is handed over: the answer is what was written",
    description: "404 when it has been said already.",
    tag: "Conversation",
    door: "employee",
    params: OnHeld,
    status: 200,
    answer: Type.Object({ text: LongText, files: Type.Array(FileView), mentions: Type.Array(Uuid) }),
  },
  sendHeldMessage: {
    summary: "Do not wait: hand a message over that could still be recalled",
    tag: "Conversation",
    door: "employee",
    params: OnHeld,
    status: 200,
    answer: Message,
    problems: ["ticket/refused", "ticket/changed-meanwhile"],
  },
});
