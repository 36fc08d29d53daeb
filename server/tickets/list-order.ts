import { type RawBuilder, sql } from "kysely";
import { type OrderPart, orderExpression, parseSort } from "../../core/condition/sort.ts";
import { sql as piece } from "../../core/condition/sql.ts";
import type { FieldType } from "../../core/fields/field.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { builder, conditionProblem } from "./condition-query.ts";

/** An order as the list is asked for: its text, its parts and their expressions, part by part. */
export type ListOrder = { sort: string; order: OrderPart[]; expressions: RawBuilder<unknown>[] };

/** A client's own key, no field of the desk: what employees have changed and he has not opened yet comes first. */
const UNREAD: OrderPart = { key: "unread", by: { column: "client_news" }, type: "yesno", direction: "desc" };
const NEWEST = "-created";
/** The employees' own key: labels first, then the more unseen messages the higher (decision 29) [H-COMM-07]. */
const IMPORTANT: OrderPart = { key: "attention", by: { column: "important" }, type: "yesno", direction: "desc" };
const UNSEEN: OrderPart = { key: "attention", by: { column: "unseen" }, type: "number", direction: "desc" };
const LATEST = "-updated";

/**
 * Reads `sort`. Employees see what asks for their attention on top and below it what changed last, unless they say
 * otherwise; clients what they have not read, then the newest (decision 14). These keys, `attention` for employees and
 * `unread` for clients, stand first: `unread`, `unread,created` [H-RLST-15]. Throws 422 `sort/invalid`.
 */
export function listOrder(kind: "employee" | "contact", asked: string | undefined, registry: Registry): ListOrder {
  const own =
    kind === "employee"
      ? { key: IMPORTANT.key, parts: [IMPORTANT, UNSEEN], usual: LATEST }
      : { key: UNREAD.key, parts: [UNREAD], usual: NEWEST };
  const sort = asked ?? own.key;
  const [first, ...rest] = sort.split(",");
  const isOwn = first?.trim() === own.key;
  const parsed = parseSort(isOwn ? rest.join(",") || own.usual : sort, registry);
  if (!parsed.ok) throw conditionProblem("sort/invalid", parsed.errors, "sort");
  const order = isOwn ? [...own.parts, ...parsed.order] : parsed.order;
  return { sort, order, expressions: order.map(expressionOf) };
}

function expressionOf(part: OrderPart): RawBuilder<unknown> {
  if (part === IMPORTANT) return sql`(t.important is not null)`;
  if (part === UNSEEN) return sql`t.unseen`;
  if (part === UNREAD) return sql`(t.client_news or t.client_unread > 0)`;
  return builder(orderExpression(part, "t", nameOf));
}

/** Orders things by their names and not by their ids. */
function nameOf(type: FieldType, column: string) {
  if (type === "service") return piece`t.service_name`;
  if (type === "contact") return piece`t.contact_name`;
  if (type === "place") return piece`t.address`;
  if (type === "serviceType" && column === "service_type_id") {
    return piece`(select st.name from service_type st where st.workspace_id = t.workspace_id and st.id = t.service_type_id)`;
  }
  // By how pressing it is, not by what it is called [O-PRIO-01].
  if (type === "list" && column === "priority") {
    return piece`(select p.position from priority p where p.workspace_id = t.workspace_id and p.key = t.priority)`;
  }
  return undefined;
}
