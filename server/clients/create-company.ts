import type { Company } from "../../contract/clients.ts";
import type { Request } from "../../contract/routes.ts";
import { explained } from "../platform/http/constraints.ts";
import type { Ctx } from "../platform/http/context.ts";
import { trimmedName } from "../platform/http/trimmed-name.ts";
import { newId } from "../platform/ids.ts";
import { settleCardFormulas } from "../settings/card-formulas.ts";
import { ownFieldsColumn } from "../settings/own-fields.ts";
import { COMPANY_CONSTRAINTS, checkResponsible } from "./check-references.ts";
import { companyColumns } from "./company-columns.ts";
import { readCompany } from "./read-companies.ts";

/** Adds a company [O-COMP-01]. Two may have one name: towns are full of them. */
export const createCompany = (ctx: Ctx, body: Request<"createCompany">["body"]): Promise<Company> =>
  ctx.write(async (tx) => {
    const { workspaceId } = ctx;
    await checkResponsible(tx, workspaceId, body);
    const id = newId();
    const own = await ownFieldsColumn(tx, ctx, { subject: "company", id, isNew: true }, body.custom);
    const row = { ...companyColumns(body), ...own, name: trimmedName(body.name), created_at: ctx.now };
    await explained(COMPANY_CONSTRAINTS, () =>
      tx
        .insertInto("company")
        .values({ ...row, workspace_id: workspaceId, id })
        .execute(),
    );
    await settleCardFormulas(tx, workspaceId, "company", [id]);
    return readCompany(tx, ctx.person, id);
  });
