import type { TFunction } from "i18next";
import { DEMANDED_FIELDS } from "../../../../core/process/check-links.ts";
import type { Demand, Guard, Process, ServiceOption } from "../../../../core/process/process.ts";
import { textOf } from "../../../kit/i18n.ts";

export const OPTIONS: readonly ServiceOption[] = [
  "routing",
  "qualityControl",
  "requireDocument",
  "useControllers",
  "clientMayReopen",
  "appointment",
  "acceptFirst",
];

type Choice = { value: string; label: string };
/** A part of a process as the value of a choice, and back. */
export const coded = (thing: unknown): string => JSON.stringify(thing);
const known = <T>(things: readonly T[], present: readonly T[]): T[] => {
  const codes = new Set(things.map(coded));
  return [...things, ...present.filter((one) => !codes.has(coded(one)))];
};
/** Things again by what was chosen of them. */
export function chosen<T>(things: readonly T[], codes: readonly string[]): T[] {
  return codes.flatMap((code) => things.find((one) => coded(one) === code) ?? []);
}

type NamedField = { key: string; name: Partial<Record<string, string>> };

/** Everything that a move or a status may ask for; what stands there already is among it. */
export function demandsFor(fields: readonly NamedField[], present: readonly Demand[]): Demand[] {
  const plain: Demand[] = [
    { kind: "assignee" },
    { kind: "controller" },
    { kind: "comment" },
    { kind: "reasons" },
    { kind: "client" },
    { kind: "document" },
    { kind: "document", option: "requireDocument" },
  ];
  const named = [...DEMANDED_FIELDS, ...fields.map(({ key }) => key)].map(
    (field): Demand => ({ kind: "field", field }),
  );
  return known([...plain, ...named], present);
}

export function demandChoices(demands: readonly Demand[], fields: readonly NamedField[], t: TFunction): Choice[] {
  const nameOf = (field: string) =>
    textOf(fields.find(({ key }) => key === field)?.name) ||
    t(`card:field.${field}`, { defaultValue: field.replace(/^(form|custom)\./, "") });
  return demands.map((demand) => {
    const code = coded(demand);
    if (demand.kind === "field")
      return { value: code, label: t("processUi:demand.field", { name: nameOf(demand.field) }) };
    if (demand.kind === "document" && demand.option) return { value: code, label: t("processUi:demand.documentIf") };
    if (demand.kind === "reasons" && demand.setting) return { value: code, label: t("processUi:demand.reasonsIf") };
    return { value: code, label: t(`processUi:demand.${demand.kind}`) };
  });
}

/** Every condition under which a step may be offered; what stands there already is among them. */
export function guardsFor(present: readonly Guard[]): Guard[] {
  return known<Guard>(
    [
      { actor: "employee", is: "assignee" },
      { actor: "employee", is: "controller" },
      { actor: "employee", is: "approver" },
      { actor: "employee", is: "author" },
      { actor: "employee", is: "holder" },
      { actor: "client", is: "author" },
      { not: { actor: "employee", is: "assignee" } },
      { not: { actor: "employee", is: "controller" } },
      { unassigned: true },
      ...OPTIONS.flatMap((option): Guard[] => [
        { option, is: true },
        { option, is: false },
      ]),
      { withinDays: "reopenWithin", of: "closedAt" },
      { withinDays: "reopenWithin", of: "resolvedAt" },
      { invoicesAtMost: 0 },
      { invoicesAtMost: 1 },
    ],
    present,
  );
}

export const guardChoices = (guards: readonly Guard[], t: TFunction): Choice[] =>
  guards.map((guard) => ({ value: coded(guard), label: guardText(guard, t) }));

function guardText(guard: Guard, t: TFunction): string {
  if ("option" in guard) {
    const name = t(`processUi:option.${guard.option}`);
    return t(guard.is ? "processUi:guard.with" : "processUi:guard.without", { name });
  }
  if ("withinDays" in guard) return t(`processUi:guard.within.${guard.of}`);
  if ("invoicesAtMost" in guard) return t("processUi:guard.invoices", { count: guard.invoicesAtMost });
  if ("unassigned" in guard) return t("processUi:guard.unassigned");
  if ("not" in guard) return t(`processUi:guard.not.${guard.not.is}`);
  return t(`processUi:guard.${guard.actor}.${guard.is}`, { defaultValue: `${guard.actor}: ${guard.is}` });
}

/** The statuses of a process as choices. */
export const statusChoices = ({ statuses }: Process): Choice[] =>
  Object.entries(statuses).map(([key, { name }]) => ({ value: key, label: textOf(name) || key }));

export const statusName = ({ statuses }: Process, key: string): string => textOf(statuses[key]?.name) || key;
