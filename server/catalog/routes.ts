import type { Doors } from "../platform/http/doors.ts";
import { createService } from "./create-service.ts";
import { listCatalogue } from "./list-catalogue.ts";
import { getService, listServices } from "./list-services.ts";
import type { CatalogParts } from "./parts.ts";
import {
  createServiceCategory,
  deleteServiceCategory,
  listServiceCategories,
  updateServiceCategory,
} from "./service-categories.ts";
import { createServiceType, listServiceTypes, updateServiceType } from "./service-types.ts";
import { updateService } from "./update-service.ts";

/** The clients' catalogue, and services with their types and categories. */
export function connectCatalog({ open }: Doors, parts: CatalogParts): void {
  open("listCatalogue", (ctx, { query }) => listCatalogue(ctx, query));
  open("listServices", (ctx, { query }) => listServices(ctx, query));
  open("createService", (ctx, { body }) => createService(ctx, body));
  open("getService", (ctx, { params }) => getService(ctx, params.id));
  open("updateService", (ctx, { params, body }) => updateService(ctx, parts, params.id, body));
  open("listServiceTypes", (ctx) => listServiceTypes(ctx));
  open("createServiceType", (ctx, { body }) => createServiceType(ctx, body));
  open("updateServiceType", (ctx, { params, body }) => updateServiceType(ctx, params.id, body));
  open("listServiceCategories", (ctx) => listServiceCategories(ctx));
  open("createServiceCategory", (ctx, { body }) => createServiceCategory(ctx, body));
  open("updateServiceCategory", (ctx, { params, body }) => updateServiceCategory(ctx, params.id, body));
  open("deleteServiceCategory", (ctx, { params }) => deleteServiceCategory(ctx, params.id));
}
