import mustache from "mustache";
import { nearest } from "../../core/condition/nearest.ts";
import type { Registry } from "../../core/fields/registry.ts";
import { Problem, type RefusalView } from "../platform/http/problem.ts";

/** What a template may name beside the fields of the ticket. */
export const EXTRA_VARIABLES = ["description", "statusComment", "firm", "link", "me"] as const;

/** Tokens of the parser: kind, name, and where it stands; sections hold those within them. */
type Token = [string, string, number, number, Token[]?];

/**
 * Refuses a template that could not be filled: braces that do not close, or names of nothing. Each is told with its
 * place in the text; `field` is where the template stands in the body. Throws 422 `template/wrong`.
 */
export function checkTemplate(text: string, registry: Registry, field = "text"): void {
  const refusals = wrongIn(text, registry, field);
  if (refusals.length > 0) throw new Problem(422, "template/wrong", "The text cannot be filled in.", { refusals });
}

/** The same as a list, for bodies with several templates. */
export function wrongIn(text: string, registry: Registry, field: string): RefusalView[] {
  let tokens: Token[];
  try {
    tokens = mustache.parse(text) as Token[];
  } catch {
    const message = "The braces do not close.";
    return [{ code: "template-unclosed", field, message, mend: "Write variables as {{number}}." }];
  }
  const known = [...registry.fields.map(({ key }) => key), ...EXTRA_VARIABLES];
  return namesIn(tokens).flatMap(({ kind, name, at }) => {
    if ("#^&name".includes(kind) && known.includes(name)) return [];
    const near = nearest(name, known);
    const mend = near ? `Did you mean {{${near}}}?` : "Take a field of the list of fields.";
    const params = { name, at, ...(near ? { near } : {}) };
    return [{ code: "template-unknown", field, message: `There is no variable "${name}".`, mend, params }];
  });
}

function namesIn(tokens: readonly Token[]): { kind: string; name: string; at: number }[] {
  return tokens.flatMap(([kind, name, at, , inner]) =>
    kind === "text" ? [] : [{ kind, name, at }, ...namesIn(Array.isArray(inner) ? inner : [])],
  );
}
