import type { Request } from "../../contract/routes.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { responsibleColumns } from "./check-references.ts";

/** The columns of what was sent; mail domains are compared in small letters, so they are kept so [O-COMP-05]. */
export function companyColumns(body: Request<"updateCompany">["body"]) {
  const {
    name,
    domains,
    category,
    custom: _c,
    manager: _m,
    managerTeam: _t,
    observers: _o,
    observerTeams: _ot,
    ...plain
  } = body;
  return {
    ...plain,
    ...(name === undefined ? {} : { name: trimmedName(name) }),
    ...(domains === undefined ? {} : { domains: [...new Set(domains.map((domain) => domain.toLowerCase()))] }),
    ...(category === undefined ? {} : { category_id: category }),
    ...responsibleColumns(body),
  };
}
