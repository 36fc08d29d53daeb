import type { Response } from "../../contract/routes.ts";
import { CARD_FIELDS, type Subject } from "../../core/fields/card-fields.ts";
import { customField } from "../../core/fields/custom-field.ts";
import { type Registry, registry } from "../../core/fields/registry.ts";
import { TICKET_FIELDS } from "../../core/fields/ticket-fields.ts";
import { checkFormula, type Formula, type ReadyFormula, readyFormulas } from "../../core/formula/formulas.ts";
import { perConfiguration } from "../platform/configuration.ts";
import type { Tx } from "../platform/database.ts";
import { Problem } from "../platform/http/problem.ts";
import { customFieldOf, type StoredField } from "./custom-fields.ts";
import { loadStoredFields, loadWholeRegistry } from "./load-registry.ts";

/**
 * The formulas of tickets, contacts, companies or places, each after those that it reads; read once as long as nothing
 * is set up anew.
 */
export const loadFormulas = (
  tx: Tx,
  workspaceId: string,
  subject: Subject = "ticket",
): Promise<readonly ReadyFormula[]> =>
  perConfiguration(tx, workspaceId, `formulas of ${subject}`, async () => {
    const fields = await loadStoredFields(tx, workspaceId, subject);
    const formulas = formulasOf(fields);
    if (formulas.size === 0) return [];
    return readyFormulas(await readByFormulas(tx, workspaceId, subject, fields), formulas, subject);
  });

/** The formulas of these fields by their keys, `except` one. */
export const formulasOf = (fields: readonly StoredField[], except?: string): Map<string, Formula> =>
  new Map(fields.flatMap(({ key, formula }) => (formula && key !== except ? [[key, formula] as const] : [])));

/** What formulas read: also fields that are switched off, whose values are still there. */
export async function readByFormulas(
  tx: Tx,
  workspaceId: string,
  subject: Subject,
  fields: readonly StoredField[],
): Promise<Registry> {
  const own = fields.map(customFieldOf).map(customField);
  if (subject !== "ticket") return registry(CARD_FIELDS[subject], own);
  const whole = await loadWholeRegistry(tx, workspaceId);
  const options = Object.fromEntries(whole.fields.flatMap(({ key, options: given }) => (given ? [[key, given]] : [])));
  return registry(TICKET_FIELDS, own, options);
}

type Checked = Response<"checkFormula">;

/** Of which field a formula is: of what, and its key without `custom.`; a new one has none yet. */
export type FormulaOf = { subject: Subject; key?: string | undefined };

/**
 * Reads a formula against the fields as they are: what it gives, with keys in the place of names, or what is wrong.
 */
export async function readFormula(
  tx: Tx,
  workspaceId: string,
  { subject, key: own = "" }: FormulaOf,
  text: string,
): Promise<{ formula: Formula | null; problems: Checked["problems"]; ready: ReadyFormula | null }> {
  const fields = await loadStoredFields(tx, workspaceId, subject);
  const known = await readByFormulas(tx, workspaceId, subject, fields);
  const compiled = checkFormula(own, text, known, formulasOf(fields, own), subject);
  if (!compiled.ok) return { formula: null, problems: [...compiled.problems], ready: null };
  const { type, count } = compiled;
  const reads = compiled.fields.map((field) => field.key);
  const formula: Formula = {
    text: compiled.text,
    result: type.kind,
    ...(type.kind === "money" && type.currency ? { currency: type.currency } : {}),
    reads,
  };
  return { formula, problems: [], ready: { key: own, type, reads, count } };
}

/** The formula as it is stored. 422 `field/formula-wrong` says what is wrong with it, each thing with its place. */
export async function settleFormula(tx: Tx, workspaceId: string, of: FormulaOf, text: string): Promise<Formula> {
  const { formula, problems } = await readFormula(tx, workspaceId, of, text);
  if (formula) return formula;
  const refusals = problems.map(({ code, mend, at, end, params }) => ({
    code,
    field: "formula",
    message: code.replaceAll("-", " "),
    mend,
    params: { ...params, at, end },
  }));
  throw new Problem(422, "field/formula-wrong", "The formula cannot be counted.", { refusals });
}
