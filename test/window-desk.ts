import { process as visitors } from "../presets/leads/process.ts";
import type { TestApp } from "./app.ts";

/** What the cast needs to process tickets in a window: a service whose tickets one employee at a time has open. */
export async function windowDesk(app: TestApp) {
  const { workspaceId } = app.cast;
  const row = { workspace_id: workspaceId, key: visitors.key, version: 1, definition: JSON.stringify(visitors) };
  await app.owner.insertInto("process").values(row).execute();
  const boss = app.as("boss");
  const type = (await boss.post("/service-types", { name: "Заявки с сайта", process: visitors.key })).body.id;
  const service = (await boss.post("/services", { name: "Обратный звонок", type })).body.id;
  return {
    service,
    /** A new ticket that nobody has looked at yet. */
    async ticket(more: Record<string, unknown> = {}) {
      const body = { subject: "Перезвоните мне", channel: "call", service, client: { name: "Иван" }, ...more };
      return (await app.as("dina").post("/tickets", body)).body;
    },
  };
}
export type WindowDesk = Awaited<ReturnType<typeof windowDesk>>;
