import { type Static, type TSchema, Type } from "typebox";

export const Uuid = Type.String({ format: "uuid" });
/** ISO 8601 in UTC. */
export const Moment = Type.String({ format: "date-time" });
export const Nullable = <S extends TSchema>(shape: S) => Type.Union([shape, Type.Null()]);
export const Name = Type.String({ minLength: 1, maxLength: 200 });
export const Line = Type.String({ maxLength: 500 });
/** Free text of people: at most 50,000 characters. */
export const LongText = Type.String({ maxLength: 50_000 });
export const Note = Type.String({ maxLength: 5_000 });
export const Phone = Type.String({ maxLength: 40, pattern: "^[+0-9 ().-]{3,40}$" });
export const Email = Type.String({ format: "email", maxLength: 254 });
export const Tags = Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 30 });
export const Locale = Type.Union([Type.Literal("ru"), Type.Literal("en"), Type.Literal("id"), Type.Literal("fa")]);

/** Grows with each change; `If-Match` names the one that a change is based on. */
export const Version = Type.Integer();
/** Why something was done by itself: the code of a text, with the facts that it rests on. */
export const Why = Type.Array(Type.Object({ rule: Type.String(), facts: Type.Record(Type.String(), Type.Unknown()) }));
export const Ref = Type.Object({ id: Uuid, name: Type.String() });
export type Ref = Static<typeof Ref>;
/** Who changed something that is set up last, and when. */
export const LastChange = Type.Object({ at: Moment, by: Ref });
export type LastChange = Static<typeof LastChange>;
/** What is set up by several people: the version that a change of it is based on, and who made the last one. */
export const Shared = { version: Version, changed: Nullable(LastChange) };
export const ById = Type.Object({ id: Uuid });

/** A body takes what it names and nothing else: a misspelt field is told, not lost. */
export const Body = <P extends Record<string, TSchema>>(properties: P) =>
  Type.Object(properties, { additionalProperties: false });

/**
 * A bounded list: `next` is the cursor of the following page, absent on the last one. Where a total was asked for, it is
 * `total`, or `moreThan` when there are more than are counted.
 */
export const Page = <S extends TSchema>(item: S) =>
  Type.Object({
    items: Type.Array(item),
    next: Type.Optional(Type.String()),
    total: Type.Optional(Type.Integer()),
    moreThan: Type.Optional(Type.Integer()),
  });
export const Paged = {
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, default: 50 })),
  /** It may hold names and texts that a list is ordered by. */
  cursor: Type.Optional(Type.String({ maxLength: 8_000 })),
};
export const Searched = Type.Object({ search: Type.Optional(Type.String({ maxLength: 200 })), ...Paged });

/**
 * A list by the fields of its things, built in and the workspace's own: a condition as text, and an order such as
 * `-added,name`. A cursor belongs to the order that it came with.
 */
export const ByFields = Type.Object({
  where: Type.Optional(Type.String({ maxLength: 10_000 })),
  sort: Type.Optional(Type.String({ maxLength: 200 })),
});

/** How far a run through tickets is, in which what follows from settings is counted anew. */
export const runSoFar = {
  id: Uuid,
  /** So many tickets there were to look at when it began, at most a million of them counted. */
  total: Type.Integer(),
  seen: Type.Integer(),
  moved: Type.Integer(),
  startedAt: Moment,
  startedBy: Nullable(Ref),
  finishedAt: Nullable(Moment),
  /** When its last try failed; it goes on by itself unless it has ended. */
  failedAt: Nullable(Moment),
};

/** RFC 9457, with the refusals one by one. */
export const Refused = Type.Object({
  code: Type.String(),
  field: Type.Optional(Type.String()),
  message: Type.String(),
  mend: Type.String(),
  /** Names the sentence in the reader's language, where the web has one that says more than the code's. */
  text: Type.Optional(Type.String()),
  params: Type.Optional(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()]))),
});
export const ProblemBody = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  code: Type.String(),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  refusals: Type.Optional(Type.Array(Refused)),
  /** With the 503 of `/health`: what is not well. */
  parts: Type.Optional(
    Type.Array(Type.Object({ part: Type.String(), state: Type.String(), note: Type.String(), mend: Type.String() })),
  ),
  /** With 412: what is different now. */
  difference: Type.Optional(Type.Record(Type.String(), Type.Object({ yours: Type.Unknown(), theirs: Type.Unknown() }))),
});
export type ProblemBody = Static<typeof ProblemBody>;

/** Values of the workspace's own fields, by key, as far as the asker may see them. */
export const OwnFields = Type.Record(Type.String({ maxLength: 60 }), Type.Unknown());
