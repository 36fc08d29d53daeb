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

/**
 * Reads `sort`. Employees see what changed last on top unless they say otherwise; clients what they have not read,
 * then the newest (decision 14). `unread` is the clients' and stands first: `unread`, `unread,created` [H-RLST-15].
 * Throws 422 `sort/invalid`.
 */
export function listOrder(kind: "employee" | "contact", asked: string | undefined, registry: Registry): ListOrder {
  const sort = asked ?? (kind === "employee" ? "-updated" : UNREAD.key);
  const [first, ...rest] = sort.split(",");
  const unreadFirst = kind === "contact" && first?.trim() === UNREAD.key;
  const parsed = parseSort(unreadFirst ? rest.join(",") || NEWEST : sort, registry);
  if (!parsed.ok) throw conditionProblem("sort/invalid", parsed.errors);
  const order = unreadFirst ? [UNREAD, ...parsed.order] : parsed.order;
  return { sort, order, expressions: order.map(expressionOf) };
}

function expressionOf(part: OrderPart): RawBuilder<unknown> {
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
  return undefined;
}
