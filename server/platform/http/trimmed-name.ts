import { badField } from "./problem.ts";

/** A name without spaces around it; 422 when nothing is left. */
export function trimmedName(name: string, field = "name"): string {
  const trimmed = name.trim();
  if (trimmed === "") throw badField(field, "name-required", "The name is empty.", "Give a name.");
  return trimmed;
}
