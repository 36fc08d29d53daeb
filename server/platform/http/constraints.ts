import { brokenConstraint, sqlState } from "../database.ts";
import { badField, Problem } from "./problem.ts";

/** What the caller is told when a constraint of this name is broken. */
export type Explained = Readonly<Record<string, Problem>>;

/**
 * Runs statements whose truth is held by constraints: a broken one that is named here becomes its problem, anything
 * else stays the bug that it is. The transaction is lost either way, so let the problem leave it.
 */
export async function explained<T>(constraints: Explained, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const name = brokenConstraint(error);
    if (Object.hasOwn(constraints, name)) throw constraints[name];
    throw error;
  }
}

/** Runs a delete: a row that something still refers to is answered with the problem. */
export async function unlessUsed<T>(problem: Problem, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // 23503: a foreign key points here; 23001: the same with `on delete restrict`.
    if (["23503", "23001"].includes(sqlState(error))) throw problem;
    throw error;
  }
}

/** Another row has this value already: 409 with the field. */
export const taken = (code: string, field: string, message: string): Problem =>
  new Problem(409, code, message, {
    refusals: [{ code, field, message, mend: "Give another one, or change the one that has it." }],
  });

/** The id in a field is of nothing that is there: 422 with the field. */
export const unknownId = (field: string, what: string): Problem =>
  badField(field, "unknown-id", `There is no such ${what}.`, `Give the id of a ${what} of this workspace.`);
