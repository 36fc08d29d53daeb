import assert from "node:assert/strict";
import { process as field } from "../presets/field/process.ts";
import { workspace } from "../presets/field/workspace.ts";
import type { TestApp } from "./app.ts";
import { castProcesses } from "./cast-catalogue.ts";

/** The kinds of tasks of field service, by the key of the group that each goes to. */
export type Kind = "accounting" | "delivery" | "on_site" | "repair" | "remote";

/** The kinds as the preset has them, with dina and carl in every group, and a company for them to name. */
export async function fieldDesk(app: TestApp) {
  const boss = app.as("boss");
  const { dina, carl } = app.cast.people;
  await castProcesses(app.owner, app.cast.workspaceId, [field]);
  const type = (await boss.post("/service-types", { name: "Задача", process: field.key })).body.id;
  const members = [dina, carl].map(({ id }) => ({ id, notified: true }));
  const kinds = new Map<string, { service: string; team: string; name: string }>();
  for (const { name, team, options } of workspace.services ?? []) {
    const group = workspace.teams?.find(({ key }) => key === team)?.name.ru;
    const { id } = (await boss.post("/teams", { name: group, members })).body;
    const service = (await boss.post("/services", { name: name.ru, type, team: id, options })).body.id;
    kinds.set(team ?? "", { service, team: id, name: name.ru });
  }
  const company = (await boss.post("/companies", { name: "ООО «Патрик Паб»" })).body.id;
  const of = (kind: Kind) => kinds.get(kind) ?? assert.fail(kind);
  return {
    of,
    company,
    /** Entered by an employee, about the company that its subject names. */
    open: (kind: Kind, more: object = {}, name: "dina" | "carl" = "dina") =>
      app.as(name).post("/tickets", {
        subject: "Патрик Паб: касса",
        channel: "call",
        service: of(kind).service,
        company,
        ...more,
      }),
  };
}
export type FieldDesk = Awaited<ReturnType<typeof fieldDesk>>;
