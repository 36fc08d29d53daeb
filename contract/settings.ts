import { type Static, Type } from "typebox";
import { PublicLookup, Translation } from "./lookup-words.ts";
import { routes } from "./route.ts";
import { Workspace } from "./session.ts";
import { Body, ById, LastChange, Line, Locale, Moment, Name, Nullable, Shared, Uuid, Version } from "./shape.ts";
import { Text } from "./ticket-view.ts";

const Hours = Type.Array(
  Type.Tuple([
    Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" }),
    Type.String({ pattern: "^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$" }),
  ]),
  { maxItems: 10 },
);
const Week = Type.Partial(
  Type.Object({ mon: Hours, tue: Hours, wed: Hours, thu: Hours, fri: Hours, sat: Hours, sun: Hours }),
  { additionalProperties: false },
);
export const Calendar = Type.Object({
  id: Uuid,
  name: Type.String(),
  timeZone: Type.String(),
  hours: Week,
  exceptions: Type.Array(
    Type.Object({ day: Type.String({ format: "date" }), hours: Hours, name: Type.Optional(Line) }),
  ),
  version: Version,
});
/** The hours of a calendar as they would be. */
export const CalendarHoursShape = Type.Pick(Calendar, ["timeZone", "hours", "exceptions"]);
const calendar = {
  timeZone: Type.Optional(Type.String({ maxLength: 60 })),
  hours: Type.Optional(Week),
  exceptions: Type.Optional(
    Type.Array(Type.Object({ day: Type.String({ format: "date" }), hours: Hours, name: Type.Optional(Line) }), {
      maxItems: 1000,
    }),
  ),
};

const Access = Type.Union([Type.Literal("hidden"), Type.Literal("read"), Type.Literal("write")]);

/** A field of the registry, built in or custom: what columns, filters and conditions are made of. */
export const FieldView = Type.Object({
  key: Type.String(),
  type: Type.String(),
  name: Text,
  custom: Type.Boolean(),
  id: Nullable(Uuid),
  sortable: Type.Boolean(),
  filterable: Type.Boolean(),
  options: Type.Array(Type.String()),
  required: Type.Boolean(),
  clientReads: Type.Boolean(),
  /** The values of a list by name; a retired one is not offered any more. */
  choices: Type.Array(Type.Object({ key: Type.String(), name: Text, retired: Type.Optional(Type.Boolean()) })),
  /** What the asker may do with the values. */
  mine: Access,
  /** Of a custom field: what employees and clients may do with the values, and roles that differ, by id. */
  access: Type.Optional(Type.Object({ employee: Access, client: Access, roles: Type.Record(Type.String(), Access) })),
  active: Type.Boolean(),
  /** Of a custom field: the version that a change is based on, and who made the last one. */
  version: Type.Optional(Version),
  changed: Type.Optional(Nullable(LastChange)),
  /** ISO 4217 code of a money field. */
  currency: Type.Optional(Type.String()),
});
const OptionName = Type.String({ minLength: 1, maxLength: 200 });
const FieldType = Type.Union([
  Type.Literal("text"),
  Type.Literal("number"),
  Type.Literal("date"),
  Type.Literal("list"),
  Type.Literal("lists"),
  Type.Literal("yesno"),
  Type.Literal("person"),
  Type.Literal("money"),
]);
const field = {
  /** A value by its name; one that is there already by its key, perhaps with another name: tickets follow. */
  options: Type.Optional(
    Type.Array(Type.Union([OptionName, Body({ key: Type.Optional(OptionName), name: OptionName })]), {
      maxItems: 200,
      uniqueItems: true,
    }),
  ),
  access: Type.Optional(
    Body({
      employee: Type.Optional(Access),
      client: Type.Optional(Access),
      roles: Type.Optional(Type.Record(Type.String({ format: "uuid" }), Access, { maxProperties: 200 })),
    }),
  ),
  required: Type.Optional(Type.Boolean()),
  clientReads: Type.Optional(Type.Boolean()),
};

/** Settings of a workspace that people change. */
export const WorkspaceSettings = Type.Object(
  {
    autoCloseAfter: Type.Optional(Nullable(Type.String({ maxLength: 20, pattern: "^P(\\d+D)?(T\\d+H)?$" }))),
    /** Warned is when this share of the promised time is left, per cent; 0: never. */
    slaWarnPercent: Type.Optional(Type.Integer({ minimum: 0, maximum: 90 })),
    resumeRequired: Type.Optional(Type.Boolean()),
    collectCancelReasons: Type.Optional(Type.Boolean()),
    cancelReasons: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 200 }), { maxItems: 50 })),
    otherReason: Type.Optional(Type.String({ maxLength: 200 })),
    confirmCompletion: Type.Optional(Type.Boolean()),
    reopenWithin: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 3650 }))),
    unseenCleared: Type.Optional(
      Type.Union([Type.Literal("opened"), Type.Literal("assignee-opened"), Type.Literal("replied")]),
    ),
    contactsFromMail: Type.Optional(Type.Boolean()),
    acknowledgeMail: Type.Optional(Type.Boolean()),
    mailFileLimit: Type.Optional(Type.Integer({ minimum: 0, maximum: 41_943_040 })),
    /** Files that one message to the other side may have. */
    filesPerMessage: Type.Optional(Type.Integer({ minimum: 1, maximum: 15 })),
    /** How long a message to a client can be recalled after Send, seconds; 0: not at all. */
    recallSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 60 })),
    noteByDefault: Type.Optional(Type.Boolean()),
    ratingAllowed: Type.Optional(Type.Boolean()),
    /** Employees have macros: several acts by one click. */
    macros: Type.Optional(Type.Boolean()),
    showAssignee: Type.Optional(Type.Boolean()),
    /** Visitors may leave how to reach them, without signing in. */
    captureForm: Type.Optional(Type.Boolean()),
    /** Every employee sees in the header that there are new tickets. */
    announceNew: Type.Optional(Type.Boolean()),
    /** Whether anybody may ask how far a submission is; null: nobody. */
    publicLookup: Type.Optional(Nullable(PublicLookup)),
    /** Keys of the columns that the list of tickets has for who has not chosen his own; none: the usual ones. */
    listColumns: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 50 })),
    /** Employees choose the service of a new ticket before anything else. */
    serviceFirst: Type.Optional(Type.Boolean()),
    /** Cards list other tickets of the same client email or telephone. */
    similarTickets: Type.Optional(Type.Boolean()),
    /** The list of tickets has the tabs Inbox (what waits for me) and Archive. */
    inbox: Type.Optional(Type.Boolean()),
    /** Names of statuses in place of those of the process, by `<process>.<status>` and language. */
    statusNames: Type.Optional(
      Type.Record(Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}\\.[a-z][a-z0-9_]{0,38}$" }), Translation, {
        maxProperties: 300,
        additionalProperties: false,
      }),
    ),
    /** The words of the letter that tells of a new status, by language, with {{status}}, {{number}} and {{name}}. */
    statusLetter: Type.Optional(Translation),
    defaultAssignee: Type.Optional(Nullable(Uuid)),
    /** In place of `defaultAssignee`: a whole team answers. */
    defaultTeam: Type.Optional(Nullable(Uuid)),
    defaultObservers: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
    defaultObserverTeams: Type.Optional(Type.Array(Uuid, { maxItems: 20 })),
    /** Clients say how pressing it is, and of what type, when they ask. */
    clientsSetPriority: Type.Optional(Type.Boolean()),
    clientsSetType: Type.Optional(Type.Boolean()),
    organisation: Type.Optional(
      Type.Object({
        name: Type.String({ maxLength: 200 }),
        lines: Type.Array(
          Type.Object({ label: Type.String({ maxLength: 100 }), value: Type.String({ maxLength: 500 }) }),
          { maxItems: 20 },
        ),
      }),
    ),
  },
  { additionalProperties: false },
);
export type WorkspaceSettings = Static<typeof WorkspaceSettings>;
const WorkspaceView = Type.Intersect([Workspace, Type.Object({ settings: WorkspaceSettings, ...Shared })]);

const settings = ["section.settings"] as const;

export const settingsRoutes = routes({
  listCalendars: {
    summary: "Calendars",
    tag: "Settings",
    door: settings,
    status: 200,
    answer: Type.Object({ items: Type.Array(Calendar) }),
  },
  createCalendar: {
    summary: "Add a calendar",
    tag: "Settings",
    door: settings,
    body: Body({ name: Name, ...calendar }),
    status: 201,
    answer: Calendar,
    problems: ["calendar/hours-overlap", "calendar/unknown-zone", "calendar/name-taken"],
  },
  updateCalendar: {
    summary: "Change a calendar",
    tag: "Settings",
    door: settings,
    params: ById,
    description:
      "Other hours hold from a moment on: `from`, by default now, null for ever. Open tickets are then counted anew.",
    body: Body({ name: Type.Optional(Name), ...calendar, from: Type.Optional(Nullable(Moment)) }),
    status: 200,
    answer: Calendar,
    problems: ["calendar/hours-overlap", "calendar/unknown-zone", "calendar/name-taken", "calendar/changed-meanwhile"],
  },
  deleteCalendar: {
    summary: "Delete a calendar",
    tag: "Settings",
    door: settings,
    params: ById,
    status: 204,
    answer: null,
    problems: ["calendar/in-use"],
  },
  listFields: {
    summary: "Fields of tickets: built in and custom",
    tag: "Settings",
    door: "employee",
    status: 200,
    answer: Type.Object({ items: Type.Array(FieldView) }),
  },
  createField: {
    summary: "Add a custom field",
    tag: "Settings",
    door: settings,
    body: Body({
      key: Type.Optional(Type.String({ pattern: "^[a-z][a-z0-9_]{0,38}$" })),
      name: Name,
      type: FieldType,
      ...field,
    }),
    status: 201,
    answer: FieldView,
    problems: ["field/key-taken", "field/name-taken", "field/options-required", "field/too-many"],
  },
  updateField: {
    summary: "Change a custom field",
    tag: "Settings",
    door: settings,
    params: ById,
    body: Body({ name: Type.Optional(Name), active: Type.Optional(Type.Boolean()), ...field }),
    status: 200,
    answer: FieldView,
    problems: ["field/name-taken", "field/options-required", "field/changed-meanwhile"],
  },
  listOrderFields: {
    summary: "Fields beyond the order form that a client may fill in when he asks",
    description:
      "`priority` and `serviceType` where the desk has opened them, and custom fields as `custom.<key>`; they are sent with the ticket under these names.",
    tag: "Settings",
    door: "client",
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          key: Type.String(),
          type: Type.String(),
          name: Text,
          required: Type.Boolean(),
          choices: Type.Array(Type.Object({ key: Type.String(), name: Text })),
        }),
      ),
    }),
  },
  deleteField: {
    summary: "Delete a custom field that nothing uses",
    description: "One that tickets hold, or views, rules, processes and texts name, is refused with all of them.",
    tag: "Settings",
    door: settings,
    params: ById,
    status: 204,
    answer: null,
    problems: ["field/in-use"],
  },
  getWorkspace: {
    summary: "The workspace and its settings",
    tag: "Settings",
    door: "employee",
    status: 200,
    answer: WorkspaceView,
  },
  updateWorkspace: {
    summary: "Change the workspace",
    tag: "Settings",
    door: settings,
    body: Body({
      name: Type.Optional(Name),
      timeZone: Type.Optional(Type.String({ maxLength: 60 })),
      locale: Type.Optional(Locale),
      settings: Type.Optional(WorkspaceSettings),
    }),
    status: 200,
    answer: WorkspaceView,
    problems: ["workspace/unknown-zone", "workspace/changed-meanwhile"],
  },
});
