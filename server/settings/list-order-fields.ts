import type { Request, Response } from "../../contract/routes.ts";
import { clientsAnswer } from "../../core/fields/clients-answer.ts";
import { findService } from "../catalog/load-service.ts";
import { typesForClients } from "../catalog/types-for-clients.ts";
import type { Ctx } from "../platform/http/context.ts";
import { loadOpenFields } from "./field-access.ts";
import { loadStoredFields } from "./load-registry.ts";
import { loadSettings } from "./load-settings.ts";
import { loadPriorities } from "./priorities.ts";
import { isOfType } from "./validate-custom.ts";

type OrderField = Response<"listOrderFields">["items"][number];

const PRIORITY = { en: "Priority", ru: "Приоритет", id: "Prioritas", fa: "اولویت" };
const TYPE = { en: "Type of request", ru: "Тип заявки", id: "Jenis permintaan", fa: "نوع درخواست" };

/**
 * What a client may fill in beyond the order form: as far as the desk has opened it [O-PORT-14, O-ATTR-05], and tickets
 * of the type have it.
 */
export const listOrderFields = (
  ctx: Ctx,
  { service, type }: Request<"listOrderFields">["query"],
): Promise<Response<"listOrderFields">> =>
  ctx.read(async (tx) => {
    const ordered =
      service === undefined ? (type ?? null) : ((await findService(tx, ctx.workspaceId, service))?.typeId ?? null);
    const { settings } = await loadSettings(tx, ctx.workspaceId);
    const items: OrderField[] = [];
    const listed = (key: string, name: OrderField["name"], choices: OrderField["choices"]) =>
      items.push({ key, type: "list", name, required: false, choices });
    if (settings.clientsSetPriority) {
      const given = (await loadPriorities(tx, ctx.workspaceId)).filter(({ active }) => active);
      listed(
        "priority",
        PRIORITY,
        given.map(({ key, name }) => ({ key, name })),
      );
    }
    if (settings.clientsSetType) {
      const types = await typesForClients(tx, ctx.workspaceId);
      listed(
        "serviceType",
        TYPE,
        types.map(({ id, name }) => ({ key: id, name: { en: name, ru: name } })),
      );
    }
    const open = await loadOpenFields(tx, ctx);
    for (const { key, active, required, serviceTypes } of await loadStoredFields(tx, ctx.workspaceId)) {
      const { field, access } = open.get(key) ?? {};
      if (!field || !active || access !== "write" || !clientsAnswer(field.type)) continue;
      if (!isOfType({ serviceTypes }, ordered)) continue;
      const offered = (field.options ?? []).filter(({ retired }) => !retired);
      const choices = offered.map((option) => ({ key: option.key, name: { ...option.label } }));
      items.push({ key: field.key, type: field.type, name: { ...field.label }, required, choices });
    }
    return { items };
  });
