import { Type } from "typebox";
import { Body, Note, Nullable, Uuid } from "./shape.ts";

export const MoveBody = Body({
  to: Type.String({ maxLength: 60 }),
  comment: Type.Optional(Note),
  /** A day (`2026-12-01`) or a moment. */
  resumeAt: Type.Optional(Nullable(Type.String({ maxLength: 40 }))),
  reasons: Type.Optional(Type.Array(Type.String({ maxLength: 200 }), { maxItems: 20 })),
});
export const HandOver = Body({
  to: Type.String({ maxLength: 60 }),
  assignees: Type.Optional(Type.Array(Uuid, { maxItems: 20, uniqueItems: true })),
});
