import type { FieldDef } from "../fields/field.ts";
import type { Registry } from "../fields/registry.ts";
import { type Condition, testsIn } from "./condition.ts";

/** Fields that ask whether a ticket is attached to an incident, and to which. */
export const OF_INCIDENTS: readonly string[] = ["incident", "incidentNumber"];

/** `incident:123` asks for the number, as `incident:yes` asks whether there is one; a range has a number at an end. */
export function whichIncident(field: FieldDef, words: readonly { word: string }[], registry: Registry): FieldDef {
  const asksNumber = field.key === "incident" && words.length > 0 && words.every(({ word }) => NUMBERS.test(word));
  return (asksNumber && registry.find("incidentNumber")) || field;
}
const NUMBERS = /^(\d+(\.\.\d*)?|\.\.\d+)$/;

/**
 * What lists ask besides: tickets that are attached to incidents are led with these, so a list leaves them out unless
 * its condition asks about incidents itself [H-FILT-09]. Undefined where nothing is left out.
 */
export function attachedLeftOut(registry: Registry, ...conditions: readonly Condition[]): Condition | undefined {
  const isAsked = conditions.flatMap(testsIn).some(({ field }) => OF_INCIDENTS.includes(field));
  return isAsked || !registry.find("incident") ? undefined : { field: "incident", op: "is", value: false };
}

/** The other side of it: those that are left out. */
export const ATTACHED: Condition = { field: "incident", op: "is", value: true };

/** Asks for both, as text: what counts all tickets opens a list of all of them. Where the field is there. */
export const ATTACHED_OR_NOT = "(incident:yes or incident:no)";
