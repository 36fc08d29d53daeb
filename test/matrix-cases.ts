import type { RouteName } from "../contract/paths.ts";
import type { Permission } from "../core/access/permissions.ts";
import type { Caller } from "./matrix-callers.ts";
import { automationCases } from "./matrix-cases-automation.ts";
import { clientCases, settingsCases } from "./matrix-cases-settings.ts";
import { slaCases } from "./matrix-cases-sla.ts";
import { ticketCases } from "./matrix-cases-tickets.ts";
import type { World } from "./matrix-world.ts";

/** What kind of answer: `allowed` is everything but the three and a failure, refusals of a rule included. */
export type Class = 401 | 403 | 404 | "allowed";

/** How a route is called in the matrix, and who may. The door of the contract is checked besides. */
export type Case = {
  params?: (world: World, caller: Caller) => Record<string, string>;
  query?: string;
  /** Of the right shape: who asks is looked at after the shape. */
  body?: (world: World, caller: Caller) => unknown;
  /**
   * Who of those who pass the door finds the thing: everybody of its workspace, those who see the ticket, or `boss`,
   * whose own it is. The others get 404. Absent: there is no such thing in the path.
   */
  seen?: "desk" | "ticket" | "boss";
  /** What an employee's role must allow besides the door. */
  needs?: Permission;
  /** Who fares otherwise, for a reason that is told beside it. */
  but?: Partial<Record<Caller, Class>>;
};

const password = "a-password-of-the-cast";
const setup = () => ({ token: "no-such-setup" });
/** The address that a messenger would call, if it were one that calls. */
const hook = ({ app }: World) => ({ workspace: app.cast.workspaceId, hook: "hook-nobody" });
const EVERYBODY_404 = {
  boss: 404,
  dina: 404,
  ben: 404,
  carl: 404,
  rita: 404,
  ada: 404,
  vera: 404,
  max: 404,
  nobody: 404,
} as const;
const eve = ({ app }: World) => ({ id: app.cast.people.eve.id });
const spare = { name: "Новая", permissions: [] };

const peopleCases = {
  getHealth: {},
  // Without a setup under way its address does not exist, for nobody.
  // Whoever has the letter may: without a token of ours there is nothing.
  takeHook: { params: hook, body: () => ({}), but: EVERYBODY_404 },
  openHook: { params: hook, query: "hub.mode=subscribe&hub.challenge=1&hub.verify_token=x", but: EVERYBODY_404 },
  getHookFile: {
    params: (world) => ({ ...hook(world), file: world.picture, mark: "made-up" }),
    but: EVERYBODY_404,
  },
  getMoveLink: { params: () => ({ token: "no-token-of-this-desk.at-all" }), but: EVERYBODY_404 },
  useMoveLink: { params: () => ({ token: "no-token-of-this-desk.at-all" }), but: EVERYBODY_404 },
  getCapture: { params: () => ({ workspace: "quarter" }) },
  sendCapture: {
    params: () => ({ workspace: "quarter" }),
    body: () => ({ name: "Иван", phone: "+7 900 000-00-00" }),
  },
  getLookup: { params: () => ({ workspace: "quarter" }) },
  lookUp: { params: () => ({ workspace: "quarter" }), body: () => ({ office: "A", applicant: "Иванов" }) },
  getSetup: { params: setup, but: EVERYBODY_404 },
  finishSetup: {
    params: setup,
    body: () => ({ workspace: "x", preset: "x", name: "x", email: "x@y.example", password }),
    but: EVERYBODY_404,
  },
  signIn: { body: () => ({ email: "boss@cast.example", password }) },
  askLink: { body: () => ({ email: "boss@cast.example" }) },
  useLink: { params: () => ({ token: "no-such-link" }) },
  signOut: {},
  getMe: {},
  getMySight: {},
  updateMe: { body: () => ({ preferences: { density: "dense" } }) },
  changePassword: { body: () => ({ current: "not-mine", next: "another-password" }) },
  // He has no desk of that name.
  chooseWorkspace: { body: () => ({ workspace: "quarter" }), but: { max: 404 } },
  listSessions: {},
  endOtherSessions: {},
  endSession: { params: ({ session }) => ({ id: session }), seen: "boss" },

  listEmployees: {},
  createEmployee: {
    body: ({ app }, caller) => ({ name: "Новый", email: `new-${caller}@cast.example`, role: app.cast.roles.reader }),
  },
  getEmployee: { params: eve, seen: "desk" },
  updateEmployee: { params: eve, body: () => ({ jobTitle: "Лифтёр" }), seen: "desk" },
  listEmployeeUses: { params: eve, seen: "desk" },
  blockEmployee: { params: eve, body: () => ({}), seen: "desk" },
  unblockEmployee: { params: eve, seen: "desk" },
  endEmployeeSessions: { params: eve, seen: "desk" },
  inviteEmployee: { params: eve, seen: "desk" },
  listRoles: {},
  createRole: { body: () => spare },
  updateRole: { params: ({ app }) => ({ id: app.cast.roles.reader }), body: () => ({ name: "reader" }), seen: "desk" },
  deleteRole: { params: ({ app }) => ({ id: app.cast.roles.reader }), seen: "desk" },
  listTeams: {},
  createTeam: { body: (_world, caller) => ({ name: `Бригада ${caller}` }) },
  updateTeam: { params: ({ app }) => ({ id: app.cast.teams.lifts }), body: () => ({ hidden: false }), seen: "desk" },
  deleteTeam: { params: ({ app }) => ({ id: app.cast.teams.lifts }), seen: "desk" },
  listTokens: {},
  createToken: { body: () => ({ name: "script" }) },
  revokeToken: { params: ({ token }) => ({ id: token }), seen: "boss" },
} satisfies Partial<Record<RouteName, Case>>;

/** Every route of the API: one that is missing here does not pass the type checker. */
export const CASES: Record<RouteName, Case> = {
  ...peopleCases,
  ...ticketCases,
  ...clientCases,
  ...settingsCases,
  ...automationCases,
  ...slaCases,
};
