import { isPermission } from "../access/permissions.ts";
import type { Fault, Known } from "./check.ts";
import type { Demand, Guard, Process, ProcessSetting } from "./process.ts";

/** What stands behind each setting that a process may ask about. */
const SETTING: Record<ProcessSetting, "span" | "switch" | "days"> = {
  autoCloseAfter: "span",
  resumeRequired: "switch",
  collectCancelReasons: "switch",
  reopenWithin: "days",
};

/** Fields of the ticket itself that a demand may name. */
export const DEMANDED_FIELDS = [
  "subject",
  "description",
  "priority",
  "serviceId",
  "serviceTypeId",
  "placeId",
  "contactId",
  "companyId",
  "externalId",
] as const;

/** Names of things that are not there: statuses, fields, permissions, teams, people, settings of another kind. */
export function checkLinks(process: Process, known: Known): Fault[] {
  return [
    ...unknownStatuses(process),
    ...unknownPermissions(process),
    ...unknownFields(process, known),
    ...unknownPeople(process, known),
    ...wrongSettings(process),
  ];
}

/** Every place that names a status, with the name. */
function namedStatuses(process: Process): [at: string, status: string][] {
  const list = (at: string, keys: readonly string[] = []): [string, string][] => keys.map((key) => [at, key]);
  const { approval, clocks, lease } = process;
  return [
    ...(process.startWith ?? []).map(({ status }, i): [string, string] => [`startWith[${i}]`, status]),
    ...(process.startChoices ?? []).map(({ status }, i): [string, string] => [`startChoices[${i}]`, status]),
    ...Object.entries(process.statuses).flatMap(([key, { resume, expires }]) => [
      ...list(`statuses.${key}.resume.to`, resume ? [resume.to] : []),
      ...list(`statuses.${key}.expires.to`, expires ? [expires.to] : []),
    ]),
    ...process.moves.flatMap(({ from, to }, i) => [...list(`moves[${i}].from`, from), ...list(`moves[${i}].to`, [to])]),
    ...process.on.flatMap((reaction, i) => [
      ...list(`on[${i}].in`, reaction.in),
      ...list(`on[${i}].do`, "move" in reaction.do ? [reaction.do.move] : []),
    ]),
    ...list("clocks.reaction.entering", clocks.reaction.entering),
    ...list("clocks.resolution.runs", clocks.resolution.runs),
    ...list("clocks.resolution.stops", clocks.resolution.stops),
    ...list("lease.status", lease ? [lease.status] : []),
    ...list("lease.from", lease?.from),
    ...list("approval", approval ? [approval.status, approval.clarify, approval.refused] : []),
  ];
}

function unknownStatuses(process: Process): Fault[] {
  const isKnown = (key: string) => Object.hasOwn(process.statuses, key);
  const status = (key: string) => ({ status: key });
  const start: Fault[] = isKnown(process.start)
    ? []
    : [
        {
          code: "start-missing",
          at: "start",
          text: `The first status "${process.start}" does not exist.`,
          params: status(process.start),
        },
      ];
  const others = namedStatuses(process)
    .filter(([, key]) => !isKnown(key))
    .map(
      ([at, key]): Fault => ({ code: "unknown-status", at, text: `There is no status "${key}".`, params: status(key) }),
    );
  return [...start, ...others];
}

function unknownPermissions({ moves, handovers = [] }: Process): Fault[] {
  const steps = [
    ...moves.map(({ permission }, i) => ({ permission, at: `moves[${i}]` })),
    ...handovers.map(({ permission }, i) => ({ permission, at: `handovers[${i}]` })),
  ];
  return steps.flatMap(({ permission, at }): Fault[] => {
    if (permission === undefined || isPermission(permission)) return [];
    const text = `There is no permission "${permission}".`;
    return [{ code: "unknown-permission", at, text, params: { permission } }];
  });
}

/** Every place that demands something, with the demands. */
function demanded({
  statuses,
  moves,
  handovers = [],
  startChoices = [],
}: Process): [at: string, demands: readonly Demand[]][] {
  return [
    ...Object.entries(statuses).map(([key, { needs }]): [string, Demand[]] => [`statuses.${key}.needs`, needs ?? []]),
    ...Object.entries(statuses).map(([key, { needsOfMany }]): [string, Demand[]] => [
      `statuses.${key}.needsOfMany`,
      needsOfMany ?? [],
    ]),
    ...moves.map(({ needs }, i): [string, Demand[]] => [`moves[${i}].needs`, needs ?? []]),
    ...handovers.map(({ needs }, i): [string, Demand[]] => [`handovers[${i}].needs`, needs ?? []]),
    ...startChoices.map(({ needs }, i): [string, Demand[]] => [`startChoices[${i}].needs`, needs ?? []]),
  ];
}

/** Answers to order forms differ from service to service, so any of them may be asked for. */
function unknownFields(process: Process, { fields }: Known): Fault[] {
  const isKnown = (name: string) =>
    DEMANDED_FIELDS.some((one) => one === name) ||
    /^form\.[a-z][a-z0-9_]*$/.test(name) ||
    (/^custom\.[a-z][a-z0-9_]*$/.test(name) && (fields === undefined || fields.has(name.slice("custom.".length))));
  return demanded(process).flatMap(([at, demands]) =>
    demands.flatMap((demand): Fault[] => {
      if (demand.kind !== "field" || isKnown(demand.field)) return [];
      const text = `There is no field "${demand.field}".`;
      return [{ code: "unknown-field", at, text, params: { field: demand.field } }];
    }),
  );
}

function unknownPeople({ statuses, stages = {} }: Process, { teams, employees }: Known): Fault[] {
  const ofStages = Object.entries(stages).flatMap(([key, { team }]): Fault[] => {
    const isGone = team !== undefined && teams?.has(team) === false;
    const text = "The team is not there any more.";
    return isGone ? [{ code: "unknown-team", at: `stages.${key}.team`, text }] : [];
  });
  const ofStatuses = Object.entries(statuses).flatMap(([key, { handsTo }]): Fault[] => {
    const at = `statuses.${key}.handsTo`;
    const { team, assignees = [] } = handsTo ?? {};
    const isTeamGone = team !== undefined && teams?.has(team) === false;
    const isOneGone = assignees.some((id) => employees?.has(id) === false);
    return [
      ...(isTeamGone ? [{ code: "unknown-team", at, text: "The team is not there any more." } as const] : []),
      ...(isOneGone
        ? [{ code: "unknown-employee", at, text: "An employee named here does not work here any more." } as const]
        : []),
    ];
  });
  return [...ofStatuses, ...ofStages];
}

type Asked = { at: string; setting: ProcessSetting; kind: "span" | "switch" | "days" };

/** Every place that asks a setting, with the setting and what must stand behind it. */
function asked(process: Process): Asked[] {
  const guards = (at: string, when: readonly Guard[] = []) =>
    when.flatMap((guard): Asked[] => ("withinDays" in guard ? [{ at, setting: guard.withinDays, kind: "days" }] : []));
  return [
    ...Object.entries(process.statuses).flatMap(([key, { resume, expires }]): Asked[] => {
      const at = `statuses.${key}`;
      const { required } = resume ?? {};
      return [
        ...(typeof required === "object"
          ? [{ at: `${at}.resume`, setting: required.setting, kind: "switch" } as const]
          : []),
        ...(expires ? [{ at: `${at}.expires`, setting: expires.setting, kind: "span" } as const] : []),
      ];
    }),
    ...demanded(process).flatMap(([at, demands]) =>
      demands.flatMap((demand): Asked[] =>
        demand.kind === "reasons" && demand.setting ? [{ at, setting: demand.setting, kind: "switch" }] : [],
      ),
    ),
    ...process.moves.flatMap(({ when }, i) => guards(`moves[${i}].when`, when)),
    ...process.on.flatMap(({ when }, i) => guards(`on[${i}].when`, when)),
    ...(process.handovers ?? []).flatMap(({ when }, i) => guards(`handovers[${i}].when`, when)),
  ];
}

function wrongSettings(process: Process): Fault[] {
  return asked(process)
    .filter(({ setting, kind }) => SETTING[setting] !== kind)
    .map(({ at, setting }): Fault => {
      const text = `The setting "${setting}" says something of another kind.`;
      return { code: "wrong-setting", at, text, params: { setting } };
    });
}
