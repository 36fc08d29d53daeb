import type { Service } from "../../contract/catalog.ts";
import type { Request } from "../../contract/routes.ts";
import { configurationChanged } from "../platform/database.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";
import { checkService, SERVICE_CONSTRAINTS, saveRoles } from "./check-service.ts";
import { readService } from "./read-services.ts";

/** Adds a service with its order form and options [H-SVC-12]. 409 `service/name-taken`. */
export const createService = (ctx: Ctx, body: Request<"createService">["body"]): Promise<Service> =>
  ctx.write(async (tx) => {
    configurationChanged(tx);
    const { workspaceId } = ctx;
    await checkService(tx, workspaceId, body);
    const id = newId();
    await explained(SERVICE_CONSTRAINTS, () =>
      tx
        .insertInto("service")
        .values({
          workspace_id: workspaceId,
          id,
          type_id: body.type,
          category_id: body.category ?? null,
          team_id: body.team ?? null,
          process_key: body.process ?? null,
          name: trimmedName(body.name),
          internal_name: body.internalName ?? "",
          note: body.note ?? "",
          annotation: body.annotation ?? "",
          tags: body.tags ?? [],
          form: JSON.stringify(body.form ?? []),
          options: JSON.stringify(body.options ?? {}),
          max_assignees: body.maxAssignees ?? 1,
          portal: body.portal ?? true,
          paid: body.paid ?? false,
          active: body.active ?? true,
          position: body.position ?? 0,
          created_at: ctx.now,
        })
        .execute(),
    );
    if (body.roles) await saveRoles(tx, workspaceId, id, body.roles);
    return readService(tx, workspaceId, id);
  });
