import type { Company } from "../../contract/clients.ts";
import type { Ctx } from "../platform/http/context.ts";
import { readCompany } from "./read-companies.ts";

/** The card of a company: its data, contacts and sites [O-COMP-02, O-COMP-03]. */
export const getCompany = (ctx: Ctx, id: string): Promise<Company> => ctx.read((tx) => readCompany(tx, ctx.person, id));
