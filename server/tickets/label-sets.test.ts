/** Pages of the list by labels, however they are ranked, are those that one gets by putting all tickets in order. */
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { byLabels, LABELS, type Label, labelBits } from "../../core/condition/attention.ts";
import { type TestApp, testApp } from "../../test/app.ts";
import { cloneTicket } from "../../test/clone-ticket.ts";
import { ticketOf } from "../../test/ticket-of.ts";

type Row = {
  number: number;
  category: string;
  important: string | null;
  unseen: number;
  breached: string[];
  unread: boolean;
  updated_at: Date;
  label_bits: number;
};

const SUBJECT = "Течёт кран в ванной";

describe("sets of labels in the order of the list", () => {
  let app: TestApp;
  let rows: Row[];
  before(async () => {
    app = await testApp();
    await ticketOf(app, { subject: SUBJECT });
    // Each set of labels on some tickets, at work and done, some with several messages, and many without any.
    const others = sql`jsonb_build_object('updated_at', now() - n * interval '1 second', 'category', case when n % 11 = 0 then 'closed' else 'open' end,
      'important', case when n % 17 < 8 and n % 2 = 1 then 'Осторожно' end, 'has_important', n % 17 < 8 and n % 2 = 1,
      'unseen', case when n % 13 < 6 then n % 4 else 0 end,
      'breached', to_jsonb(array_remove(array[case when n % 7 = 1 then 'reaction' end, case when n % 5 = 2 then 'resolution' end], null)))`;
    await cloneTicket(app, SUBJECT, 300, others);
    const { id } = app.cast.people.dina;
    await sql`insert into ticket_person (workspace_id, ticket_id, part, employee_id, unread)
      select workspace_id, id, 'assignee', ${id}, true from ticket where number % 9 = 0`.execute(app.owner);
    const read = await sql<Row>`select number, category, important, unseen, breached, updated_at, label_bits,
        exists (select from ticket_person p where p.ticket_id = t.id and p.unread and p.employee_id = ${id}) as unread
      from ticket t`.execute(app.owner);
    rows = read.rows;
    // As whoever saves a ticket writes them.
    const bits = rows.map((row) => ({ number: row.number, bits: labelBits(row) }));
    await sql`update ticket t set label_bits = r.bits from json_to_recordset(${JSON.stringify(bits)}::json) as r (number int, bits int)
      where t.number = r.number`.execute(app.owner);
  });
  after(() => app.close());

  const inOrder = (labels: readonly Label[], where: (row: Row) => boolean): number[] =>
    rows
      .filter(where)
      .toSorted((one, other) => byLabels(labels, one, other) || other.updated_at.getTime() - one.updated_at.getTime())
      .map(({ number }) => number);
  async function paged(labels: readonly Label[], where: string, limit: number): Promise<number[]> {
    const found: number[] = [];
    let cursor = "";
    do {
      const query = `sort=attention:${labels.join(".")}&limit=${limit}&cursor=${cursor}${where && `&where=${where}`}`;
      const { body } = await app.as("dina").get(`/tickets?${query}`);
      found.push(...body.items.map(({ number }) => number));
      cursor = body.next ?? "";
    } while (cursor !== "");
    return found;
  }

  for (const labels of [
    LABELS,
    ["unread", "resolution", "unseen", "reaction", "important"],
    ["reaction", "important", "resolution", "unseen"],
    ["unseen", "unread"],
    ["resolution"],
  ] as const) {
    it(`[H-SORT-08, H-SORT-09] pages by ${labels.join(", ")}`, async () => {
      assert.deepEqual(
        await paged(labels, "", 23),
        inOrder(labels, () => true),
      );
      assert.deepEqual(
        await paged(labels, "category:open", 40),
        inOrder(labels, ({ category }) => category === "open"),
      );
    });
  }
});
