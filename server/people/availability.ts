import type { Request } from "../../contract/routes.ts";
import { badField } from "../platform/http/problem.ts";

/** The columns of what an employee can do and when he is away; skills that differ by case alone are one. */
export function availabilityColumns({
  skills,
  absences,
}: Pick<Request<"updateEmployee">["body"], "skills" | "absences">): { skills?: string[]; absences?: string } {
  for (const [i, { from, until }] of (absences ?? []).entries()) {
    if (from <= until) continue;
    const mend = "Give a last day that is not before the first.";
    throw badField(`absences.${i}.until`, "until-before-from", "It ends before it begins.", mend);
  }
  const named = new Map((skills ?? []).map((skill) => [skill.trim().toLowerCase(), skill.trim()]));
  return {
    ...(skills === undefined ? {} : { skills: [...named.values()].filter(Boolean) }),
    ...(absences === undefined ? {} : { absences: JSON.stringify(absences) }),
  };
}
