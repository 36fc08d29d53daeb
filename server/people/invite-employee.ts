import type { Tx } from "../platform/database.ts";
import type { Ctx } from "../platform/http/context.ts";
import { notFound, Problem } from "../platform/http/problem.ts";
import type { PeopleDeps } from "./deps.ts";
import { linkUrl, mintLinkToken } from "./sign-in-links.ts";

/** An invitation waits for its reader longer than a link that was just asked for. */
const INVITATION_DAYS = 7;

/** Sends an employee the letter with the link that lets him in. A blocked employee gets none: 409. */
export async function inviteEmployee(deps: PeopleDeps, ctx: Ctx, id: string): Promise<undefined> {
  await ctx.write(async (tx) => {
    const employee = await tx
      .selectFrom("employee")
      .select(["name", "email", "active"])
      .where("workspace_id", "=", ctx.workspaceId)
      .where("id", "=", id)
      .executeTakeFirst();
    if (!employee) throw notFound("employee");
    if (!employee.active) throw new Problem(409, "employee/blocked", "A blocked employee cannot sign in.");
    await sendInvitation(tx, deps, ctx, employee);
  });
  return undefined;
}

/** Promises the letter with a link for somebody who has an account and may come in. */
export async function sendInvitation(
  tx: Tx,
  deps: Pick<PeopleDeps, "auth" | "owner" | "letters" | "texts" | "publicUrl">,
  { workspaceId, person }: Pick<Ctx, "workspaceId" | "person">,
  to: { name: string; email: string; locale?: string | null },
): Promise<void> {
  const workspace = await tx
    .selectFrom("workspace")
    .select(["name", "locale"])
    .where("id", "=", workspaceId)
    .executeTakeFirstOrThrow();
  const t = deps.texts(to.locale ?? workspace.locale);
  const values = {
    name: to.name,
    by: person.name,
    workspace: workspace.name,
    link: linkUrl(deps.publicUrl, await mintLinkToken(deps.auth, deps.owner, to.email, INVITATION_DAYS)),
    page: `${deps.publicUrl}/sign-in`,
    days: INVITATION_DAYS,
  };
  await deps.letters.send(tx, {
    workspaceId,
    kind: "invitation",
    to: to.email,
    toName: to.name,
    subject: t("letters:invitation.subject", values),
    text: t("letters:invitation.text", values),
  });
}
