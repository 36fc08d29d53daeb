import type { Subject } from "../fields/card-fields.ts";
import type { FieldDef } from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";
import { replySeconds, solutionSeconds } from "../process/clocks.ts";
import { same } from "../process/same.ts";
import type { TicketState } from "../process/state.ts";
import { type Compiled, compileFormula } from "./compile-formula.ts";
import { type Result, storedOf, type Typed, type Value } from "./kinds.ts";
import type { FormulaProblem } from "./syntax.ts";

/** A formula as a field of a workspace holds it. */
export type Formula = {
  /** With keys of fields, whatever they were called when it was written. */
  text: string;
  /** What it gives. */
  result: Result;
  currency?: string;
  /** Keys of the fields that it reads, `custom.a` and `created`. */
  reads: readonly string[];
};

/** A formula that is ready to be counted; `key` is that of its field, without `custom.`. */
export type ReadyFormula = {
  key: string;
  type: Typed & { kind: Result };
  reads: readonly string[];
  count: (reading: { heldIn: (field: FieldDef) => unknown; zone: string }) => Value;
};

/** What contacts, companies and places have alike. */
const OF_CARDS: readonly string[] = ["tags", "note", "manager", "team"];

/**
 * Built-in fields that stand by themselves in the state of a ticket, or in the row of a card: what is copied of other
 * rows (an address, a name) changes without the ticket being written, `updated` with each look at the result, and
 * `lastSeen` with each visit of a contact.
 */
const READ: Readonly<Record<Subject, readonly string[]>> = {
  ticket: [
    ...["status", "category", "subject", "description", "channel", "priority", "externalId", "rating", "reopened"],
    ...["created", "due", "reactionDue", "resumeAt", "acceptedAt", "resolvedAt", "closedAt", "decisionDate"],
    ...["firstReplyAt", "firstReplyTime", "solutionTime", "processingStarted", "processingEnded", "processingTime"],
    ...["approved", "important"],
  ],
  contact: ["name", "company", "phone", "email", "account", "portal", "debt", "repairDebt", "added", ...OF_CARDS],
  company: ["name", "category", "phone", "email", "domains", "added", ...OF_CARDS],
  place: ["address", "kind", "code", "account", "company", ...OF_CARDS],
};

/** Whether a formula of a ticket, or of what is named, may read the field. */
export const isReadByFormulas = (field: FieldDef, subject: Subject = "ticket"): boolean =>
  "custom" in field.source || READ[subject].includes(field.key);

const known = (registry: Registry, subject: Subject | undefined) => ({
  find: (name: string) => registry.find(name),
  isRead: (field: FieldDef) => isReadByFormulas(field, subject),
});

/** What formulas read of a ticket besides its own fields. */
const factsOf = (state: TicketState): Readonly<Record<string, unknown>> => ({
  ...state,
  firstReplyAt: state.firstReply?.at ?? null,
  firstReplySeconds: replySeconds(state),
  solutionSeconds: solutionSeconds(state),
  processingStartedAt: state.processing?.startedAt ?? null,
  processingEndedAt: state.processing?.endedAt ?? null,
  processingSeconds: state.processing?.seconds ?? null,
});

const withPrefix = (key: string): string => `custom.${key}`;

/**
 * Reads and checks the formula of the field `key` against all fields, and that it does not read itself by way of
 * another. `formulas` are those of the other fields, by key without `custom.`; `subject` says whose fields they are.
 */
export function checkFormula(
  key: string,
  text: string,
  registry: Registry,
  formulas: ReadonlyMap<string, Formula>,
  subject?: Subject,
): Compiled {
  const compiled = compileFormula(text, known(registry, subject));
  if (!compiled.ok) return compiled;
  const read = compiled.fields.map((field) => field.key);
  const way = wayBack(withPrefix(key), read, formulas);
  if (!way) return compiled;
  const names = [withPrefix(key), ...way].map((one) => registry.find(one)?.label.ru ?? one);
  const problem: FormulaProblem = {
    code: "formula-cycle",
    mend: `Let one of them not read the next: ${names.join(" → ")}.`,
    at: 0,
    end: text.length,
    params: { path: names.join(" → ") },
  };
  return { ok: false, problems: [problem] };
}

/** How one comes from these fields back to the first one, or undefined. */
function wayBack(
  to: string,
  from: readonly string[],
  formulas: ReadonlyMap<string, Formula>,
  seen = new Set<string>(),
): string[] | undefined {
  for (const key of from) {
    if (key === to) return [key];
    if (seen.has(key)) continue;
    seen.add(key);
    const further = formulas.get(key.replace(/^custom\./, ""));
    const way = further && wayBack(to, further.reads, formulas, seen);
    if (way) return [key, ...way];
  }
  return undefined;
}

/**
 * The formulas of a workspace, each after those that it reads. One that cannot be read any more is left out: its field
 * is then empty.
 */
export function readyFormulas(
  registry: Registry,
  formulas: ReadonlyMap<string, Formula>,
  subject?: Subject,
): ReadyFormula[] {
  const ready = new Map<string, ReadyFormula>();
  const visit = (key: string, path: readonly string[]) => {
    const formula = formulas.get(key);
    if (!formula || ready.has(key) || path.includes(key)) return;
    for (const read of formula.reads) visit(read.replace(/^custom\./, ""), [...path, key]);
    const compiled = compileFormula(formula.text, known(registry, subject));
    if (!compiled.ok) return;
    ready.set(key, {
      key,
      type: compiled.type,
      reads: compiled.fields.map((field) => field.key),
      count: compiled.count,
    });
  };
  for (const key of formulas.keys()) visit(key, []);
  return [...ready.values()];
}

/** The values of a ticket's own fields with those of the formulas counted; the same object when nothing changes. */
export const withFormulas = (formulas: readonly ReadyFormula[], state: TicketState, zone: string) =>
  countedIn(formulas, { held: state.custom, facts: factsOf(state) }, zone);

/**
 * The same for anything that has own fields: `held` are their values, `facts` the built-in ones by the `state` of their
 * source.
 */
export function countedIn(
  formulas: readonly ReadyFormula[],
  { held, facts }: { held: Readonly<Record<string, unknown>>; facts: Readonly<Record<string, unknown>> },
  zone: string,
): Readonly<Record<string, unknown>> {
  const custom: Record<string, unknown> = { ...held };
  const heldIn = ({ source }: FieldDef): unknown => {
    if ("custom" in source) return Object.hasOwn(custom, source.custom) ? custom[source.custom] : null;
    const value = facts[source.state];
    return source.present ? value !== null && value !== undefined && value !== "" : value;
  };
  for (const { key, type, count } of formulas) {
    const value = storedOf(type, count({ heldIn, zone }));
    if (value === null) delete custom[key];
    else custom[key] = value;
  }
  return same(custom, held) ? held : custom;
}
