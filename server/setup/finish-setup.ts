import type { Request, Response } from "../../contract/routes.ts";
import { inWorkspace } from "../platform/database.ts";
import type { PublicCtx } from "../platform/http/context.ts";
import type { Http } from "../platform/http/doors.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";
import { fillWorkspace } from "../settings/create-workspace.ts";
import type { SetupParts } from "./parts.ts";
import { accessSetup, useSetupToken } from "./setup-token.ts";

/**
 * Makes the first workspace out of the preset and its administrator, uses the address up, all in one transaction, and
 * signs him in. 404, 410 `setup/done`, 422 `setup/unknown-preset`, 422 `workspace/unknown-zone`.
 */
export async function finishSetup(
  parts: SetupParts,
  ctx: PublicCtx,
  token: string,
  body: Request<"finishSetup">["body"],
  http: Http,
): Promise<Response<"finishSetup">> {
  const { email, password } = body;
  const id = newId();
  const slug = await inWorkspace(parts.owner, id, async (tx) => {
    await accessSetup(tx, token);
    const workspace = await fillWorkspace(tx, id, {
      name: trimmedName(body.workspace, "workspace"),
      preset: body.preset,
      ...(body.slug === undefined ? {} : { slug: body.slug }),
      ...(body.timeZone === undefined ? {} : { timeZone: body.timeZone }),
      ...(body.locale === undefined ? {} : { locale: body.locale }),
    });
    await parts.addAdministrator(tx, {
      workspaceId: id,
      roleId: workspace.administratorRoleId,
      name: trimmedName(body.name),
      email,
      password,
      now: ctx.now,
    });
    await useSetupToken(tx, token, ctx.now);
    return workspace.slug;
  });
  return parts.signIn(ctx, { email, password, workspace: slug }, http);
}
