import { PERMISSIONS, type Permission } from "../../core/access/permissions.ts";
import { createEmployee } from "../people/create-employee.ts";
import type { PeopleDeps } from "../people/deps.ts";
import type { Ctx } from "../platform/http/context.ts";
import type { SetupParts } from "./parts.ts";

/** Adds the first administrator the way administrators add employees, in the transaction that makes the workspace. */
export function administratorBy(deps: PeopleDeps): SetupParts["addAdministrator"] {
  return async (tx, { workspaceId, roleId, name, email, password, now }) => {
    const ctx: Ctx = {
      // Nobody is there yet to do it, so he does it himself.
      person: {
        workspaceId,
        kind: "employee",
        id: workspaceId,
        name,
        permissions: new Set(Object.keys(PERMISSIONS).filter((key): key is Permission => key in PERMISSIONS)),
        roleId,
        allPlaces: true,
        places: [],
        sites: [],
        withinSites: false,
        closedServices: [],
      },
      workspaceId,
      now,
      ifMatch: null,
      read: (work) => work(tx),
      later: (work) => work(tx),
      write: (work) => work(tx),
      writeAnew: (work) => work(tx),
    };
    await createEmployee(deps, ctx, { name, email, role: roleId, password });
  };
}
