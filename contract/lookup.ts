import { type Static, Type } from "typebox";
import { LookupWords } from "./lookup-words.ts";
import { routes } from "./route.ts";
import { Body, Line, Locale, Moment, Nullable } from "./shape.ts";
import { Text } from "./ticket-view.ts";

const Desk = Type.Object({ workspace: Type.String({ pattern: "^[a-z][a-z0-9-]{1,38}$" }) });
const Office = Type.Object({ code: Type.String(), name: Type.String() });
const Day = Type.String({ format: "date" });

/** What anybody may know of a submission, and nothing else. */
const Submission = Type.Object({
  applicant: Type.String(),
  /** Of what kind the applicant is: the type of the service. */
  kind: Type.String(),
  /** The form that was submitted: the service. */
  form: Type.String(),
  office: Office,
  submittedAt: Moment,
  dueAt: Nullable(Moment),
  /** As clients read it. */
  status: Text,
  statusAt: Moment,
});
export type Submission = Static<typeof Submission>;

export const LookupBody = Body({
  /** The code of the office. */
  office: Type.String({ minLength: 1, maxLength: 20 }),
  /** One of the three: the incoming number, */
  number: Type.Optional(Line),
  /** a code of the applicant (OGRN, INN), */
  code: Type.Optional(Line),
  /** or at least three letters of his name. */
  applicant: Type.Optional(Line),
  /** Submitted on this day or later, in the zone of the desk. */
  from: Type.Optional(Day),
  to: Type.Optional(Day),
});
export type LookupBody = Static<typeof LookupBody>;

export const lookupRoutes = routes({
  getLookup: {
    summary: "Where anybody may look up a submission: the firm and its offices, in the order of their codes",
    description: "`search` begins a code or stands in a name. 404 where the desk does not offer it.",
    tag: "Lookup",
    door: "public",
    params: Desk,
    query: Type.Object({ search: Type.Optional(Type.String({ maxLength: 100 })) }),
    status: 200,
    answer: Type.Object({ name: Type.String(), locale: Locale, words: LookupWords, offices: Type.Array(Office) }),
    problems: ["lookup/not-found"],
  },
  lookUp: {
    summary: "How far a submission is, without signing in",
    description:
      "By office and exactly one of number, code and applicant. Limited per address; takes the same time and answers in the same shape whether or not there is such a submission.",
    tag: "Lookup",
    door: "public",
    params: Desk,
    body: LookupBody,
    status: 200,
    answer: Type.Object({ items: Type.Array(Submission), more: Type.Boolean() }),
    problems: ["lookup/not-found", "lookup/refused", "http/too-many-requests"],
    example: { office: "0105", applicant: "Ромашка" },
  },
});
