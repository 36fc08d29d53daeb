import type { Company } from "../../contract/clients.ts";
import type { Request } from "../../contract/routes.ts";
import { tellOfTicketsOf } from "../live/tell-person.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { atVersion } from "../platform/http/versions.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { ownFieldsColumn } from "../settings/own-fields.ts";
import { COMPANY_CONSTRAINTS, checkResponsible } from "./check-references.ts";
import { companyColumns } from "./company-columns.ts";
import type { ClientsParts } from "./parts.ts";
import { readCompany } from "./read-companies.ts";

/** Changes a company; what is not sent stays. */
export const updateCompany = (
  ctx: Ctx,
  parts: Pick<ClientsParts, "companyChanged">,
  id: string,
  body: Request<"updateCompany">["body"],
): Promise<Company> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    const view = () => readCompany(tx, ctx.person, id);
    return atVersion(tx, ctx, { what: "company", id, yours: body, view }, async () => {
      await checkResponsible(tx, workspaceId, body);
      const own = await ownFieldsColumn(tx, ctx, { subject: "company", id }, body.custom);
      const changes = { ...companyColumns(body), ...own };
      if (Object.keys(changes).length > 0) {
        await explained(COMPANY_CONSTRAINTS, () =>
          tx.updateTable("company").set(changes).where("workspace_id", "=", workspaceId).where("id", "=", id).execute(),
        );
      }
      await settleCardFormulas(tx, workspaceId, "company", [id]);
      if (body.custom) await tellOfTicketsOf(tx, workspaceId, { company: id });
      if (body.category !== undefined) await parts.companyChanged(tx, workspaceId, id);
    });
  });
