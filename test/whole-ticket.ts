import type { TestApp } from "./app.ts";

/** Everything of a ticket's row and its people, but for what only goes on. */
export async function wholeTicket({ owner }: TestApp, id: string) {
  const row = await owner.selectFrom("ticket").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
  const { version, updated_at, event_head, event_count, ...state } = row;
  const people = await owner
    .selectFrom("ticket_person")
    .selectAll()
    .where("ticket_id", "=", id)
    .orderBy("employee_id")
    .execute();
  return { state, people };
}

/** What stands in its talk, its notes and among its documents, with the files. */
export async function threadsOf(app: TestApp, id: string) {
  const dina = app.as("dina");
  const said = ({ text, files }: { text: string; files: { id: string }[] }) => [text, files.map((file) => file.id)];
  const messages = (await dina.get(`/tickets/${id}/messages`)).body.items.map(said);
  const notes = (await dina.get(`/tickets/${id}/notes`)).body.items.map(said);
  const documents = (await dina.get(`/tickets/${id}/documents`)).body.items.map((one) => one.id);
  return { messages, notes, documents };
}
