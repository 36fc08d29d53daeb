import type { Doors } from "../platform/http/doors.ts";
import {
  createClientCategory,
  deleteClientCategory,
  listClientCategories,
  renameClientCategory,
} from "./client-categories.ts";
import { createCompany } from "./create-company.ts";
import { createContact } from "./create-contact.ts";
import { deleteCompany } from "./delete-company.ts";
import { deleteContact } from "./delete-contact.ts";
import { getCompany } from "./get-company.ts";
import { getContact } from "./get-contact.ts";
import { giveAccess } from "./give-access.ts";
import { listCompanies } from "./list-companies.ts";
import { listContacts } from "./list-contacts.ts";
import type { ClientsParts } from "./parts.ts";
import { updateCompany } from "./update-company.ts";
import { updateContact } from "./update-contact.ts";

/** Contacts, companies and their categories. */
export function connectClients({ open }: Doors, parts: ClientsParts): void {
  open("listContacts", (ctx, { query }) => listContacts(ctx, query));
  open("createContact", (ctx, { body }) => createContact(ctx, body));
  open("getContact", (ctx, { params }) => getContact(ctx, params.id));
  open("updateContact", (ctx, { params, body }) => updateContact(ctx, parts, params.id, body));
  open("deleteContact", (ctx, { params }) => deleteContact(ctx, params.id));
  open("giveAccess", (ctx, { params, body }) => giveAccess(ctx, parts, params.id, body));
  open("listCompanies", (ctx, { query }) => listCompanies(ctx, query));
  open("createCompany", (ctx, { body }) => createCompany(ctx, body));
  open("getCompany", (ctx, { params }) => getCompany(ctx, params.id));
  open("updateCompany", (ctx, { params, body }) => updateCompany(ctx, parts, params.id, body));
  open("deleteCompany", (ctx, { params }) => deleteCompany(ctx, params.id));
  open("listClientCategories", (ctx) => listClientCategories(ctx));
  open("createClientCategory", (ctx, { body }) => createClientCategory(ctx, body.name));
  open("updateClientCategory", (ctx, { params, body }) => renameClientCategory(ctx, params.id, body.name));
  open("deleteClientCategory", (ctx, { params }) => deleteClientCategory(ctx, params.id));
}
