import type { Service } from "../../contract/catalog.ts";
import type { Request } from "../../contract/routes.ts";
import { configurationChanged } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound } from "../platform/http/problem.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { atVersion } from "../platform/http/versions.ts";
import { checkService, SERVICE_CONSTRAINTS, saveRoles } from "./check-service.ts";
import type { CatalogParts } from "./parts.ts";
import { optionsOf, readService } from "./read-services.ts";

/**
 * Changes a service; what is not sent stays, single options too. Turning controllers off takes them from all its
 * tickets, in the same transaction [H-CTRL-06].
 */
export const updateService = (
  ctx: Ctx,
  parts: CatalogParts,
  id: string,
  body: Request<"updateService">["body"],
): Promise<Service> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const { workspaceId } = ctx;
    const view = () => readService(tx, workspaceId, id);
    return atVersion(tx, ctx, { what: "service", id, yours: body, view }, async () => {
      const old = await tx
        .selectFrom("service")
        .select(["name", "options"])
        .where("workspace_id", "=", workspaceId)
        .where("id", "=", id)
        .forUpdate()
        .executeTakeFirst();
      if (!old) throw notFound("service");
      await checkService(tx, workspaceId, body);
      const { name, type, category, team, process, internalName, maxAssignees, form, options, roles, ...plain } = body;
      const changes = {
        ...plain,
        ...(name === undefined ? {} : { name: trimmedName(name) }),
        ...(type === undefined ? {} : { type_id: type }),
        ...(category === undefined ? {} : { category_id: category }),
        ...(team === undefined ? {} : { team_id: team }),
        ...(process === undefined ? {} : { process_key: process }),
        ...(internalName === undefined ? {} : { internal_name: internalName }),
        ...(maxAssignees === undefined ? {} : { max_assignees: maxAssignees }),
        ...(form === undefined ? {} : { form: JSON.stringify(form) }),
        ...(options === undefined ? {} : { options: JSON.stringify({ ...optionsOf(old.options), ...options }) }),
      };
      if (Object.keys(changes).length > 0) {
        await explained(SERVICE_CONSTRAINTS, () =>
          tx.updateTable("service").set(changes).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
        );
      }
      if (roles) await saveRoles(tx, workspaceId, id, roles);
      if (options?.useControllers === false && optionsOf(old.options).useControllers === true) {
        await parts.controllersOff(tx, workspaceId, id, ctx.now);
      }
      if (changes.name !== undefined && changes.name !== old.name) await parts.serviceRenamed(tx, workspaceId, id);
    });
  });
