import type { Viewer } from "../../core/fields/field.ts";
import type { Person } from "../platform/http/context.ts";

/** The person as far as field permissions go. */
export const viewerOf = (person: Pick<Person, "kind" | "roleId">): Viewer =>
  person.kind === "contact" ? { kind: "client" } : { kind: "employee", roles: person.roleId ? [person.roleId] : [] };
