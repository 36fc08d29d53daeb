import { useMemo } from "react";
import { isPermission, type Permission } from "../../../../core/access/permissions.ts";
import { OF_INCIDENTS } from "../../../../core/condition/attached.ts";
import { type CustomField, customField } from "../../../../core/fields/custom-field.ts";
import { CUSTOM_TYPES, type FieldDef, type Option } from "../../../../core/fields/field.ts";
import { LINKS, linkedField } from "../../../../core/fields/linked-field.ts";
import { type Registry, registry } from "../../../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../../../core/fields/ticket-fields.ts";
import { RESULTS, type Result } from "../../../../core/formula/kinds.ts";
import { CATEGORIES, type Category } from "../../../../core/process/process.ts";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";

type FieldView = Answer<"listFields">["items"][number];
type ProcessView = Answer<"listProcesses">["items"][number];

/** A status as filters offer it: of processes that share a key, the first one names it. */
export type StatusChoice = {
  key: string;
  name: Record<string, string>;
  colour: string;
  textColour?: string;
  category: Category;
};
/** The fields of tickets in this workspace, as columns, filters and conditions use them. */
export type TicketFields = {
  registry: Registry;
  statuses: readonly StatusChoice[];
  rowMoves: readonly RowMove[];
};
/** A move that a process wants as a button of the row, from statuses of its own. */
export type RowMove = {
  process: string;
  from: readonly string[];
  to: string;
  label: Record<string, string>;
  permission: Permission | undefined;
};

/** Fields and statuses change when somebody sets up the desk, not while he works. */
const RARELY = { staleTime: 10 * 60_000 };

/** The registry as the server has it, made of the same definitions; `undefined` while it is on its way. */
export function useTicketFields(): { fields: TicketFields | undefined; error: unknown; retry: () => void } {
  const own = useRoute("listFields", {}, RARELY);
  const processes = useRoute("listProcesses", {}, RARELY);
  const fields = useMemo(
    () => (own.data && processes.data ? readFields(own.data, processes.data.items) : undefined),
    [own.data, processes.data],
  );
  const retry = () => {
    void own.refetch();
    void processes.refetch();
  };
  return { fields, error: own.error ?? processes.error, retry };
}

/** Puts the registry together from what the API tells of fields and processes. */
export function readFields(
  { items: views, linked }: { items: readonly FieldView[]; linked: readonly FieldView[] },
  processes: readonly ProcessView[],
): TicketFields {
  const statuses = [...new Map(processes.flatMap(statusesOf).map((status) => [status.key, status])).values()];
  const custom = ownFieldsOf(views);
  const priorities = optionsOf(views.find(({ key }) => key === "priority")?.choices ?? []);
  const options: Option[] = statuses.map(({ key, name }) => ({ key, label: labelOf(name, key) }));
  // Those that some desks have no use for are told of where they are there.
  const isThere = ({ key }: FieldDef) => !OF_INCIDENTS.includes(key) || views.some((view) => view.key === key);
  return {
    registry: registry(TICKET_FIELDS.filter(isThere), [...custom, ...linked.flatMap(linkedFieldOf)], {
      status: options,
      ...(priorities.length > 0 ? { priority: priorities } : {}),
    }),
    statuses,
    rowMoves: processes.flatMap(rowMovesOf),
  };
}

/** The workspace's own fields that are switched on, as far as this person may see them. */
export const ownFieldsOf = (views: readonly FieldView[]): FieldDef[] =>
  views
    .filter((view) => view.custom && view.active && view.mine !== "hidden")
    .flatMap((view) => ownField(view) ?? [])
    .map(customField);

/** A field of the contact, company or place of a ticket; it has its whole name already. */
function linkedFieldOf(view: FieldView): FieldDef[] {
  const [link, key = ""] = view.key.split(".");
  const known = LINKS.find((one) => one === link);
  const own = ownField({ ...view, key });
  return known && own ? [{ ...linkedField(known, own), label: own.label }] : [];
}

const labelOf = (name: Record<string, string>, key: string) => ({ en: key, ru: name.en ?? key, ...name });

const optionsOf = (choices: FieldView["choices"]): Option[] =>
  choices.map(({ key, name, retired }) => ({ key, label: labelOf(name, key), ...(retired ? { retired } : {}) }));

function ownField(view: FieldView): CustomField | undefined {
  const { key, name, choices, currency } = view;
  const type = view.computed ? "formula" : CUSTOM_TYPES.find((one) => one === view.type);
  if (!type) return undefined;
  return {
    key: key.replace(/^custom\./, ""),
    type,
    label: labelOf(name, key),
    ...(type === "formula" ? { formula: { text: "", result: resultOf(view), reads: [] } } : {}),
    ...(choices.length > 0 ? { options: optionsOf(choices) } : {}),
    ...(currency ? { currency } : {}),
  };
}

/** What the formula of such a field gives. */
const resultOf = ({ type, unit }: FieldView): Result =>
  unit === "seconds" ? "duration" : (RESULTS.find((one) => one === type) ?? "text");

const both = (text: string) => ({ en: text, ru: text });

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

/** A process travels as it is stored; what a list needs of it is read with care. */
function statusesOf({ definition }: ProcessView): StatusChoice[] {
  if (!isRecord(definition) || !isRecord(definition.statuses)) return [];
  return Object.entries(definition.statuses).flatMap(([key, status]) => {
    if (!isRecord(status)) return [];
    const category = CATEGORIES.find((one) => one === status.category);
    if (!category) return [];
    const words = status.textColour === undefined ? {} : { textColour: String(status.textColour) };
    return [{ key, category, colour: String(status.colour ?? "grey"), ...words, name: textsOf(status.name, key) }];
  });
}

function textsOf(name: unknown, key: string): Record<string, string> {
  if (!isRecord(name)) return both(key);
  return Object.fromEntries(Object.entries(name).map(([language, text]) => [language, String(text)]));
}

function rowMovesOf({ key, definition }: ProcessView): RowMove[] {
  if (!isRecord(definition) || !Array.isArray(definition.moves)) return [];
  return definition.moves.filter(isRecord).flatMap(({ inList, from, to, by, label, permission }) => {
    const isForEmployees = Array.isArray(by) && by.includes("employee");
    if (inList !== true || !isForEmployees || !Array.isArray(from) || typeof to !== "string") return [];
    const needs = typeof permission === "string" && isPermission(permission) ? permission : undefined;
    return [{ process: key, from: from.map(String), to, label: textsOf(label, to), permission: needs }];
  });
}
