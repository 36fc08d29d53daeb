import { type RawBuilder, type SqlBool, sql } from "kysely";
import { LABELS, type Label, readAttention } from "../../core/condition/attention.ts";
import type { Problem as ConditionProblem } from "../../core/condition/check.ts";
import { type OrderPart, orderExpression, parseSort } from "../../core/condition/sort.ts";
import { column as columnOf, sql as piece } from "../../core/condition/sql.ts";
import type { FieldType, Option } from "../../core/fields/field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { conditionProblem } from "../lookup/read-condition.ts";
import { builder } from "../platform/sql-piece.ts";
import type { Language } from "../settings/load-settings.ts";

/**
 * An order as the list is asked for: its text, its parts and their expressions, part by part. The first `lifted` parts
 * are about labels: tickets without any have nothing in them.
 */
export type ListOrder = {
  sort: string;
  order: OrderPart[];
  expressions: RawBuilder<unknown>[];
  labels: readonly Label[];
  lifted: number;
};

/** A client's own key, no field of the desk: what employees have changed and he has not opened yet comes first. */
const UNREAD: OrderPart = { key: "unread", by: { column: "client_news" }, type: "yesno", direction: "desc" };
const NEWEST = "-created";
/** The employees' own key: labels by their ranks, then the more unseen messages the higher (decision 29) [H-COMM-07]. */
const LABEL: OrderPart = { key: "attention", by: { column: "breached" }, type: "yesno", direction: "desc" };
const UNSEEN: OrderPart = { key: "attention", by: { column: "unseen" }, type: "number", direction: "desc" };
const LATEST = "-updated";

/**
 * Reads `sort`. Employees see what asks for their attention on top and below it what changed last, unless they say
 * otherwise; clients what they have not read, then the newest (decision 14). These keys, `attention` for employees
 * (with labels of their own choice: `attention:unseen.important`, [H-SORT-07, H-SORT-08]) and `unread` for clients,
 * stand first: `unread,created` [H-RLST-15]. Throws 422 `sort/invalid`.
 */
export function listOrder(
  person: { kind: "employee" | "contact"; id: string },
  asked: string | undefined,
  registry: Registry,
  language: Language = "ru",
): ListOrder {
  const isEmployee = person.kind === "employee";
  const sort = asked ?? (isEmployee ? "attention" : UNREAD.key);
  const [first = "", ...rest] = sort.split(",");
  const labels = isEmployee ? readAttention(first) : undefined;
  if (labels === null) throw conditionProblem("sort/invalid", [notLabels(first)], "sort");
  const own = labels ? partsOf(labels) : !isEmployee && first.trim() === UNREAD.key ? [UNREAD] : undefined;
  const parsed = parseSort(own ? rest.join(",") || (isEmployee ? LATEST : NEWEST) : sort, registry);
  if (!parsed.ok) throw conditionProblem("sort/invalid", parsed.errors, "sort");
  const expressions = [
    ...(labels ? liftedBy(labels, person.id) : own ? [sql`(t.client_news or t.client_unread > 0)`] : []),
    ...parsed.order.map((part) => builder(orderExpression(part, "t", namesBy(registry, language)))),
  ];
  const order = [...(own ?? []), ...parsed.order];
  return { sort, order, expressions, labels: labels ?? [], lifted: labels ? partsOf(labels).length : 0 };
}

/** Whether, labels aside, what changed last comes first. */
export const goesByChange = ({ order, lifted }: Pick<ListOrder, "order" | "lifted">): boolean => {
  const { by, direction } = order[lifted] ?? {};
  return by !== undefined && "column" in by && by.column === "updated_at" && direction === "desc";
};

const notLabels = (value: string): ConditionProblem => ({
  code: "wrong-value",
  mend: `Rank the labels with points between them: attention:${LABELS.join(".")}.`,
  params: { field: "attention", value },
});

/** One part a label, and after them how many messages nobody has seen. */
const partsOf = (labels: readonly Label[]): OrderPart[] => [
  ...labels.map(() => LABEL),
  ...(labels.includes("unseen") ? [UNSEEN] : []),
];

const liftedBy = (labels: readonly Label[], employeeId: string): RawBuilder<unknown>[] => [
  ...labels.map((label) => labelSql(label, employeeId)),
  ...(labels.includes("unseen") ? [sql`t.unseen`] : []),
];

/** Whether the ticket has the label: the same as `hasLabel` in memory. */
export function labelSql(label: Label, employeeId: string): RawBuilder<SqlBool> {
  if (label === "important") return sql`t.has_important`;
  if (label === "unseen") return sql`(t.unseen > 0)`;
  if (label === "unread") return unreadBy(employeeId);
  return sql`(t.breached @> array[${sql.lit(label)}] and t.category in ('new', 'open', 'paused'))`;
}

/** The label Unread of this employee on tickets assigned to him: few, so they are read once and not ticket by ticket. */
export const unreadBy = (employeeId: string): RawBuilder<SqlBool> =>
  sql`(t.id in (select m.ticket_id from ticket_person m where m.workspace_id = current_workspace()
    and m.part = 'assignee' and m.employee_id = ${employeeId} and m.unread))`;

/** Orders things by their names and not by their ids; statuses as they are called in the language of the workspace. */
const namesBy = (registry: Registry, language: Language) => (type: FieldType, column: string) => {
  // Numbers of flats, entrances and floors are texts: 9А comes before 12.
  if (type === "text") {
    const text = columnOf("t", column);
    return piece`(lpad(coalesce(substring(${text} from '^[0-9]+'), ''), 9, '0') || lower(${text}))`;
  }
  if (type === "status") return piece`array_position(${statusesByName(registry, language)}::text[], t.status)`;
  if (type === "people" && column === "approver_ids") {
    return piece`(select e.name from employee e where e.workspace_id = t.workspace_id and e.id = t.approver_ids[1])`;
  }
  if (type === "service") return piece`t.service_name`;
  if (type === "contact") return piece`t.contact_name`;
  // As people count: house 2 before house 10.
  if (type === "place") return piece`(t.address collate natural_order)`;
  if (type === "serviceType" && column === "service_type_id") {
    return piece`(select st.name from service_type st where st.workspace_id = t.workspace_id and st.id = t.service_type_id)`;
  }
  // By how pressing it is, not by what it is called [O-PRIO-01].
  if (type === "list" && column === "priority") {
    return piece`(select p.position from priority p where p.workspace_id = t.workspace_id and p.key = t.priority)`;
  }
  return undefined;
};

function statusesByName(registry: Registry, language: Language): string[] {
  const options = registry.find("status")?.options ?? [];
  const nameOf = ({ label }: Option) => label[language] ?? label.en;
  return options.toSorted((one, other) => nameOf(one).localeCompare(nameOf(other), language)).map(({ key }) => key);
}
