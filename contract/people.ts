import { type Static, Type } from "typebox";
import { WEEKDAYS } from "../core/condition/times.ts";
import { ASSIGNMENT_MODES } from "../core/routing/team-mode.ts";
import { routes } from "./route.ts";
import { Body, ById, Email, Line, Moment, Name, Nullable, Page, Phone, Ref, Searched, Uuid, Version } from "./shape.ts";

/** Notices by what they tell (`About`) and channel: `{ "resume": { "email": true } }`; absent means off. */
export const Notices = Type.Record(
  Type.String({ pattern: "^[A-Za-z][A-Za-z.-]{0,59}$" }),
  Type.Object({
    email: Type.Optional(Type.Boolean()),
    sms: Type.Optional(Type.Boolean()),
    push: Type.Optional(Type.Boolean()),
  }),
  { maxProperties: 40, additionalProperties: false },
);

export const Employee = Type.Object({
  id: Uuid,
  name: Type.String(),
  jobTitle: Type.String(),
  phone: Nullable(Type.String()),
  email: Type.String(),
  active: Type.Boolean(),
  role: Ref,
  teams: Type.Array(Ref),
  allPlaces: Type.Boolean(),
  places: Type.Array(Ref),
  notices: Notices,
  load: Type.Integer(),
  skills: Type.Array(Type.String()),
  /** Days on which he is away, both included. */
  absences: Type.Array(Type.Object({ from: Type.String(), until: Type.String(), note: Type.Optional(Type.String()) })),
  signedUp: Type.Boolean(),
  createdAt: Moment,
  version: Version,
});
export type Employee = Static<typeof Employee>;

export const Role = Type.Object({
  id: Uuid,
  key: Type.String(),
  name: Type.String(),
  permissions: Type.Array(Type.String()),
  notices: Notices,
  employees: Type.Integer(),
  version: Version,
});
const Time = Type.String({ pattern: "^([01]\\d|2[0-3]):[0-5]\\d$" });
/** How a team gives its tickets to its members; what is not said is by hand (core/routing/team-mode.ts). */
export const TeamAssignment = Body({
  mode: Type.Optional(Type.Enum(ASSIGNMENT_MODES)),
  /** Nobody gets one who has so many already. */
  maximum: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1000 }))),
  /** Statuses whose tickets are no load. */
  notCounted: Type.Optional(Type.Array(Type.String({ maxLength: 60 }), { maxItems: 60, uniqueItems: true })),
  bySkill: Type.Optional(Type.Boolean()),
  byShift: Type.Optional(Type.Boolean()),
  /** Only to those whose places are the nearest in the tree. */
  byDistance: Type.Optional(Type.Boolean()),
  /** By the clock of the workspace; `to` at or before `from` is the next day. */
  shifts: Type.Optional(
    Type.Array(
      Body({
        employee: Uuid,
        days: Type.Array(Type.Enum(WEEKDAYS), { minItems: 1, maxItems: 7, uniqueItems: true }),
        from: Time,
        to: Time,
      }),
      { maxItems: 500 },
    ),
  ),
  /** Who is called when nobody has answered for so many minutes after the step before. */
  escalation: Type.Optional(
    Type.Array(
      Body({
        after: Type.Integer({ minimum: 1, maximum: 10_080 }),
        employee: Type.Optional(Nullable(Uuid)),
        team: Type.Optional(Nullable(Uuid)),
      }),
      { maxItems: 20 },
    ),
  ),
});

export const Team = Type.Object({
  id: Uuid,
  name: Type.String(),
  hidden: Type.Boolean(),
  members: Type.Array(Type.Object({ id: Uuid, name: Type.String(), notified: Type.Boolean() })),
  assignment: TeamAssignment,
  version: Version,
});

const Day = Type.String({ format: "date" });
/** Days on which an employee is away, both included. */
const Absence = Body({ from: Day, until: Day, note: Type.Optional(Line) });
const Skills = Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 50, uniqueItems: true });

const employee = {
  name: Name,
  jobTitle: Type.Optional(Type.String({ maxLength: 200 })),
  phone: Type.Optional(Nullable(Phone)),
  email: Email,
  role: Uuid,
  teams: Type.Optional(Type.Array(Uuid, { maxItems: 50 })),
  allPlaces: Type.Optional(Type.Boolean()),
  places: Type.Optional(Type.Array(Uuid, { maxItems: 500 })),
  notices: Type.Optional(Notices),
  skills: Type.Optional(Skills),
  absences: Type.Optional(Type.Array(Absence, { maxItems: 100 })),
};
const permissions = Type.Array(Type.String({ maxLength: 60 }), { maxItems: 100, uniqueItems: true });
const members = Type.Array(Type.Object({ id: Uuid, notified: Type.Optional(Type.Boolean()) }), { maxItems: 500 });
const team = {
  hidden: Type.Optional(Type.Boolean()),
  members: Type.Optional(members),
  assignment: Type.Optional(TeamAssignment),
};
const tag = "People";

/** Something that names an employee; `id` is that of its page in Settings. */
const EmployeeUse = Type.Object({
  kind: Type.Enum(["routing", "sla", "trigger", "process", "macro"] as const),
  name: Type.String(),
  id: Type.String(),
});

export const peopleRoutes = routes({
  listEmployees: {
    summary: "Employees",
    tag,
    door: "employee",
    query: Type.Intersect([
      Searched,
      Type.Object({ team: Type.Optional(Uuid), active: Type.Optional(Type.Boolean()) }),
    ]),
    status: 200,
    answer: Page(Employee),
  },
  createEmployee: {
    summary: "Add an employee",
    tag,
    door: ["section.employees"],
    body: Body({
      ...employee,
      password: Type.Optional(Type.String({ minLength: 8, maxLength: 128 })),
      invite: Type.Optional(Type.Boolean()),
    }),
    status: 201,
    answer: Employee,
    problems: ["employee/email-taken"],
  },
  getEmployee: { summary: "An employee", tag, door: "employee", params: ById, status: 200, answer: Employee },
  updateEmployee: {
    summary: "Change an employee",
    tag,
    door: ["section.employees"],
    params: ById,
    body: Type.Partial(Body(employee), { additionalProperties: false }),
    status: 200,
    answer: Employee,
    problems: ["employee/email-taken", "employee/last-administrator", "employee/changed-meanwhile"],
  },
  listEmployeeUses: {
    summary: "What names an employee: rules, processes, macros for everybody",
    description: "To be looked at before he is blocked: what names him then does without him, or is skipped.",
    tag,
    door: ["section.employees"],
    params: ById,
    status: 200,
    answer: Type.Object({ items: Type.Array(EmployeeUse) }),
  },
  blockEmployee: {
    summary: "Block an employee; a colleague takes his active tickets",
    description: "Without a replacement it is refused while the employee answers for tickets that are not closed.",
    tag,
    door: ["section.employees"],
    params: ById,
    body: Body({ replacement: Type.Optional(Uuid) }),
    status: 200,
    answer: Type.Object({ employee: Employee, moved: Type.Integer() }),
    problems: ["employee/has-tickets", "employee/last-administrator"],
  },
  unblockEmployee: {
    summary: "Let an employee in again",
    tag,
    door: ["section.employees"],
    params: ById,
    status: 200,
    answer: Employee,
  },
  inviteEmployee: {
    summary: "Send the letter with the sign-in link again",
    tag,
    door: ["section.employees"],
    params: ById,
    status: 204,
    answer: null,
    problems: ["employee/blocked"],
  },
  listRoles: { summary: "Roles", tag, door: "employee", status: 200, answer: Type.Object({ items: Type.Array(Role) }) },
  createRole: {
    summary: "Add a role",
    tag,
    door: ["section.employees"],
    body: Body({ name: Name, permissions, notices: Type.Optional(Notices) }),
    status: 201,
    answer: Role,
  },
  updateRole: {
    summary: "Change a role",
    tag,
    door: ["section.employees"],
    params: ById,
    body: Body({ name: Type.Optional(Name), permissions: Type.Optional(permissions), notices: Type.Optional(Notices) }),
    status: 200,
    answer: Role,
    problems: ["employee/last-administrator", "role/changed-meanwhile"],
  },
  deleteRole: {
    summary: "Delete a role that nobody has",
    tag,
    door: ["section.employees"],
    params: ById,
    status: 204,
    answer: null,
    problems: ["role/in-use"],
  },
  listTeams: { summary: "Teams", tag, door: "employee", status: 200, answer: Type.Object({ items: Type.Array(Team) }) },
  createTeam: {
    summary: "Add a team",
    tag,
    door: ["section.employees"],
    body: Body({ name: Name, ...team }),
    status: 201,
    answer: Team,
  },
  updateTeam: {
    summary: "Change a team",
    tag,
    door: ["section.employees"],
    params: ById,
    body: Body({ name: Type.Optional(Name), ...team }),
    status: 200,
    answer: Team,
    problems: ["team/changed-meanwhile"],
  },
  deleteTeam: {
    summary: "Delete a team without tickets",
    tag,
    door: ["section.employees"],
    params: ById,
    status: 204,
    answer: null,
    problems: ["team/in-use"],
  },
  listTokens: {
    summary: "My tokens for programs",
    tag: "Session",
    door: "person",
    status: 200,
    answer: Type.Object({
      items: Type.Array(
        Type.Object({
          id: Uuid,
          name: Type.String(),
          createdAt: Moment,
          expiresAt: Nullable(Moment),
          lastUsedAt: Nullable(Moment),
          /** The permissions that it is bound to; none: all of the person's. */
          scopes: Type.Array(Type.String()),
        }),
      ),
    }),
  },
  createToken: {
    summary: "Make a token; it is shown once",
    tag: "Session",
    door: "person",
    description: "`scopes` bind it to some of my permissions; without them it may what I may, now and later.",
    body: Body({ name: Line, expiresAt: Type.Optional(Moment), scopes: Type.Optional(permissions) }),
    status: 201,
    answer: Type.Object({ id: Uuid, token: Type.String() }),
    problems: ["token/too-many"],
  },
  revokeToken: { summary: "Revoke a token", tag: "Session", door: "person", params: ById, status: 204, answer: null },
});
