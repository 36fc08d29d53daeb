import { type Static, Type } from "typebox";
import { Notices } from "./people.ts";
import { routes } from "./route.ts";
import { Body, Email, Locale, Name, Ref, Uuid } from "./shape.ts";

export const Workspace = Type.Object({
  id: Uuid,
  slug: Type.String(),
  name: Type.String(),
  timeZone: Type.String(),
  locale: Locale,
});

export const Me = Type.Object({
  person: Type.Object({
    id: Uuid,
    name: Type.String(),
    kind: Type.Union([Type.Literal("employee"), Type.Literal("contact")]),
    email: Type.Optional(Type.String()),
    role: Type.Optional(Ref),
    preferences: Type.Record(Type.String(), Type.Unknown()),
  }),
  workspace: Workspace,
  /** How the list of tickets is set up here for employees. */
  list: Type.Object({
    /** New tickets are told of in the header. */
    announceNew: Type.Boolean(),
    /** Columns for who has not chosen his own; none: the usual ones. */
    columns: Type.Array(Type.String()),
    /** Filters that are offered, in this order; none: the usual ones. */
    filters: Type.Array(Type.String()),
  }),
  permissions: Type.Array(Type.String()),
  /** Other desks that this account may open. */
  workspaces: Type.Array(Type.Object({ slug: Type.String(), name: Type.String(), kind: Type.String() })),
});
export type Me = Static<typeof Me>;

const Password = Type.String({ minLength: 8, maxLength: 128 });
const Token = Type.Object({ token: Type.String({ minLength: 8, maxLength: 200 }) });

/** A part of the desk that is not well. */
const Ailing = Type.Object({
  part: Type.Union([
    Type.Literal("database"),
    Type.Literal("disk"),
    Type.Literal("mail"),
    Type.Literal("jobs"),
    Type.Literal("clock"),
  ]),
  state: Type.Union([Type.Literal("degraded"), Type.Literal("down")]),
  /** Why, in a word: `letters-wait`, `no-room`. The console has its own texts for it. */
  note: Type.String(),
  /** What to do, for who runs the desk. */
  mend: Type.String(),
});

export const sessionRoutes = routes({
  getHealth: {
    summary: "Whether requests can be served",
    description:
      "200 while they can; `parts` then names what does less than it should, and is absent when all is well. 503 with the same list when the database does not answer.",
    tag: "Service",
    door: "public",
    status: 200,
    answer: Type.Object({
      status: Type.Literal("ok"),
      database: Type.Union([Type.Literal("embedded"), Type.Literal("server")]),
      parts: Type.Optional(Type.Array(Ailing)),
    }),
    problems: ["service/not-ready"],
  },
  getSetup: {
    summary: "What the first administrator can choose from",
    tag: "Setup",
    door: "public",
    params: Token,
    status: 200,
    answer: Type.Object({
      presets: Type.Array(
        Type.Object({
          key: Type.String(),
          name: Type.Record(Type.String(), Type.String()),
          about: Type.Record(Type.String(), Type.String()),
        }),
      ),
    }),
    problems: ["setup/done"],
  },
  finishSetup: {
    summary: "Name the first workspace and its administrator",
    tag: "Setup",
    door: "public",
    params: Token,
    body: Body({
      workspace: Name,
      slug: Type.Optional(Type.String({ pattern: "^[a-z][a-z0-9-]{1,38}$" })),
      preset: Type.String(),
      timeZone: Type.Optional(Type.String({ maxLength: 60 })),
      locale: Type.Optional(Locale),
      name: Name,
      email: Email,
      password: Password,
    }),
    status: 201,
    answer: Me,
    problems: ["setup/done", "setup/unknown-preset", "workspace/slug-taken", "workspace/unknown-zone"],
    example: {
      workspace: "ТСН «Ленина 5»",
      preset: "housing",
      name: "Анна Петрова",
      email: "anna@example.org",
      password: "a-long-password",
    },
  },
  signIn: {
    summary: "Sign in with a password",
    tag: "Session",
    door: "public",
    body: Body({
      email: Email,
      password: Type.String({ minLength: 1, maxLength: 128 }),
      workspace: Type.Optional(Type.String()),
    }),
    status: 200,
    answer: Me,
    problems: ["session/wrong-password", "session/no-access", "session/too-many-attempts"],
    example: { email: "dispatcher@housing.demo", password: "pult-demo" },
  },
  askLink: {
    summary: "Ask for a letter with a sign-in link",
    description: "Answers the same whether or not the address is known.",
    tag: "Session",
    door: "public",
    body: Body({
      email: Email,
      next: Type.Optional(Type.String({ maxLength: 500, pattern: "^/(?![/\\\\])[^\\u0000-\\u001f]*$" })),
    }),
    status: 204,
    answer: null,
    problems: ["session/too-many-attempts"],
    example: { email: "client@housing.demo" },
  },
  useLink: {
    summary: "Sign in with the link of a letter",
    tag: "Session",
    door: "public",
    params: Token,
    status: 200,
    answer: Me,
    problems: ["session/link-used", "session/no-access", "session/too-many-attempts"],
  },
  signOut: { summary: "Sign out", tag: "Session", door: "person", status: 204, answer: null },
  getMe: { summary: "Who I am and what I may", tag: "Session", door: "person", status: 200, answer: Me },
  getMySight: {
    summary: "Why I see no tickets, and whom to ask",
    description:
      "`missing`: the permission to read tickets, or access to any site (tickets of no site are seen then); null when nothing is.",
    tag: "Session",
    door: "employee",
    status: 200,
    answer: Type.Object({
      missing: Type.Union([Type.Literal("permission"), Type.Literal("places"), Type.Null()]),
      /** Those who can give it, at most three. */
      ask: Type.Array(Ref),
    }),
  },
  updateMe: {
    summary: "Change my own preferences, and which letters I get",
    description:
      "`order` says which change of which browser `preferences` are: one that was overtaken on its way by a later change " +
      "of the same browser is passed over. `notices` is for employees: it goes before what the role says, and `{}` " +
      "leaves it to the role again.",
    tag: "Session",
    door: "person",
    body: Body({
      preferences: Type.Optional(Type.Record(Type.String({ maxLength: 60 }), Type.Unknown(), { maxProperties: 100 })),
      order: Type.Optional(
        Body({ by: Type.String({ minLength: 8, maxLength: 64 }), number: Type.Integer({ minimum: 0 }) }),
      ),
      notices: Type.Optional(Notices),
    }),
    status: 200,
    answer: Me,
    example: { preferences: { density: "dense" } },
  },
  changePassword: {
    summary: "Change my password",
    tag: "Session",
    door: "person",
    body: Body({ current: Type.Optional(Type.String({ maxLength: 128 })), next: Password }),
    status: 204,
    answer: null,
    problems: ["session/wrong-password", "session/too-many-attempts"],
  },
  chooseWorkspace: {
    summary: "Go to another desk of mine",
    tag: "Session",
    door: "person",
    body: Body({ workspace: Type.String() }),
    status: 200,
    answer: Me,
  },
});
