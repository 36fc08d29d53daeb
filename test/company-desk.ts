import type { TestApp } from "./app.ts";
import { COMPANIES } from "./process-case.ts";

/**
 * What the cast needs to serve companies: a service whose tickets are open, deferred, resolved and closed, and the
 * company that ada is a contact of.
 */
export async function companyDesk(app: TestApp) {
  const { ada } = app.cast.people;
  const boss = app.as("boss");
  const type = (await boss.post("/service-types", { name: "Обслуживание", process: COMPANIES.key })).body.id;
  const service = (await boss.post("/services", { name: "Настройка кассы", type })).body.id;
  const company = (await boss.post("/companies", { name: "ООО Ромашка", domains: ["romashka.example"] })).body.id;
  await boss.patch(`/contacts/${ada.id}`, { company });
  return {
    type,
    service,
    company,
    /** A ticket of the company, opened by the dispatcher; `more` changes the body. */
    async ticket(more: Record<string, unknown> = {}) {
      const body = { subject: "Не печатает чек", channel: "call", service, contact: ada.id, ...more };
      return (await app.as("dina").post("/tickets", body)).body;
    },
    /** The same, resolved. */
    async resolved(more: Record<string, unknown> = {}) {
      const { number } = await this.ticket(more);
      return (await app.as("dina").post(`/tickets/${number}/move`, { to: "resolved" })).body;
    },
  };
}
export type CompanyDesk = Awaited<ReturnType<typeof companyDesk>>;
