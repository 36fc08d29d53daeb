import { fold } from "../../../core/condition/fold.ts";
import type { Bound, Operand, Plan } from "../../../core/condition/plan.ts";
import { Bits } from "./bits.ts";
import type { Test, TicketColumns } from "./columns.ts";
import { type Held, textOf } from "./texts.ts";

/** Where a row of another table holds what is asked: which values one column of the ticket must have. */
export type AskElsewhere = (plan: Leaf) => Promise<{ column: string; values: ReadonlySet<string> } | null>;
type Leaf = Plan & { on: Operand };

/** A condition that columns can answer: leaves of the tickets those that meet it. */
export type Narrow = (found: Bits) => void;

/** Columns of tickets that are there under another name, of which only is asked whether there is anything. */
const PRESENT: Readonly<Record<string, string>> = { incident_id: "incident_number", important: "has_important" };

/** How the columns answer the plan; null where it asks what they do not hold. */
export async function narrowBy(plan: Plan, columns: TicketColumns, ask: AskElsewhere): Promise<Narrow | null> {
  if ("all" in plan) {
    const parts = await allBy(plan.all);
    return (
      parts &&
      ((found) => {
        for (const part of parts) part(found);
      })
    );
  }
  if ("any" in plan) {
    const parts = await allBy(plan.any);
    return (
      parts &&
      ((found) => {
        const any = new Bits(columns.room);
        for (const part of parts) any.or(left(found, part));
        found.and(any);
      })
    );
  }
  if ("not" in plan) {
    const part = await narrowBy(plan.not, columns, ask);
    return part && ((found) => found.without(left(found, part)));
  }
  if ("words" in plan) return null;
  if (plan.on.sql.elsewhere) return elsewhere(plan);
  const test = testOf(plan, columns);
  return test && ((found) => found.and(columns.setOf(JSON.stringify(plan), test)));

  async function allBy(plans: readonly Plan[]): Promise<Narrow[] | null> {
    const narrows = await Promise.all(plans.map((part) => narrowBy(part, columns, ask)));
    const known = narrows.filter((one) => one !== null);
    return known.length < narrows.length ? null : known;
  }

  /** What is held elsewhere changes without the tickets. */
  async function elsewhere(asked: Leaf): Promise<Narrow | null> {
    const held = await ask(asked);
    const isAbsence = "absent" in asked;
    const test = held && columns.test(held.column, (id) => held.values.has(textOf(id)) !== isAbsence);
    return test && ((found) => found.and(columns.newSet(test)));
  }
}

function left(found: Bits, narrow: Narrow): Bits {
  const copy = found.copy();
  narrow(copy);
  return copy;
}

function testOf(plan: Leaf, columns: TicketColumns): Test | null {
  const { sql, family, inside } = plan.on;
  if (!("column" in sql) || sql.local || sql.since !== undefined || inside) return null;
  const numbers = columns.numbers.get(sql.present ? (PRESENT[sql.column] ?? sql.column) : sql.column);
  if (numbers) {
    const is = sql.present ? isThere(plan, sql.column === "important") : isNumber(plan, family);
    return is && ((ticket) => is(numbers.values[ticket] ?? Number.NaN));
  }
  if (sql.present || "from" in plan || "to" in plan || !TEXTS.includes(family) || isEmpty(plan)) return null;
  return columns.test(sql.column, isHeld(plan));
}

/** An empty text and none are the same here. */
function isEmpty(plan: Leaf): boolean {
  if ("oneOf" in plan) return plan.oneOf.includes("");
  if ("whole" in plan) return plan.whole === "";
  return "start" in plan ? plan.start === "" : "part" in plan && plan.part === "";
}
const TEXTS = ["text", "code", "id", "codes", "ids"];

function isHeld(plan: Leaf): (value: Held) => boolean {
  if ("absent" in plan) return (value) => value === null || ("length" in value && value.length === 0);
  if ("oneOf" in plan) return (value) => plan.oneOf.includes(textOf(value));
  if ("overlaps" in plan) {
    const wanted = new Set(plan.overlaps);
    return (value) => value !== null && "length" in value && value.some((one) => wanted.has(one));
  }
  if ("part" in plan) return hasPart(plan.part);
  const [start, whole] = ["start" in plan && fold(plan.start), "whole" in plan && fold(plan.whole)];
  return (value) => {
    if (value === null || "length" in value) return false;
    return start !== false ? value.folded.startsWith(start) : value.folded === whole;
  };
}

/** Whether a text holds the part, whatever the case. */
export function hasPart(part: string): (value: Held) => boolean {
  const folded = fold(part);
  return (value) => value !== null && !("length" in value) && value.folded.includes(folded);
}

function isThere(plan: Leaf, isMark: boolean): ((value: number) => boolean) | null {
  if (!("oneOf" in plan)) return null;
  return (value) => plan.oneOf.includes(isMark ? value === 1 : !Number.isNaN(value));
}

/** NaN, where nothing is, answers each comparison with no. */
function isNumber(plan: Leaf, family: string): ((value: number) => boolean) | null {
  if (!["number", "moment", "yesno"].includes(family)) return null;
  if ("absent" in plan) return Number.isNaN;
  if ("oneOf" in plan) {
    const wanted = new Set(plan.oneOf.map(Number));
    return (value) => wanted.has(value);
  }
  if (!("from" in plan || "to" in plan)) return null;
  const [from, to] = [edge(plan.from, Number.NEGATIVE_INFINITY), edge(plan.to, Number.POSITIVE_INFINITY)];
  if (from === null || to === null) return null;
  const [isFrom, isTo] = [plan.from?.inclusive ?? true, plan.to?.inclusive ?? true];
  return (value) => (isFrom ? value >= from : value > from) && (isTo ? value <= to : value < to);
}

const edge = (bound: Bound | undefined, none: number): number | null =>
  bound === undefined ? none : typeof bound.value === "number" ? bound.value : null;
