import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import fc from "fast-check";
import pg from "pg";
import type { Condition } from "../core/condition/condition.ts";
import { evaluate } from "../core/condition/evaluate.ts";
import { parseCondition } from "../core/condition/parse.ts";
import { orderSql, parseSort } from "../core/condition/sort.ts";
import { numbered, sql } from "../core/condition/sql.ts";
import { toSql } from "../core/condition/to-sql.ts";
import type { TicketFacts } from "../core/fields/ticket-facts.ts";
import { conditions, FIELDS, IDS, NOW, ticketFacts, ZONE } from "./conditions.ts";
import { type TestDatabase, testDatabase } from "./database.ts";

/** Column, its type, and the fact it holds. */
const COLUMNS: readonly [string, string, keyof TicketFacts][] = [
  ["number", "int", "number"],
  ["status", "text", "status"],
  ["category", "text", "category"],
  ["subject", "text", "subject"],
  ["channel", "text", "channel"],
  ["priority", "text", "priority"],
  ["external_id", "text", "externalId"],
  ["service_id", "uuid", "serviceId"],
  ["service_type_id", "uuid", "serviceTypeId"],
  ["place_id", "uuid", "placeId"],
  ["place_path", "uuid[]", "placePath"],
  ["group_id", "uuid", "groupId"],
  ["quarter_id", "uuid", "quarterId"],
  ["site_id", "uuid", "siteId"],
  ["unit_id", "uuid", "unitId"],
  ["entrance", "text", "entrance"],
  ["floor", "text", "floor"],
  ["address", "text", "address"],
  ["contact_id", "uuid", "contactId"],
  ["contact_name", "text", "contactName"],
  ["company_id", "uuid", "companyId"],
  ["team_id", "uuid", "teamId"],
  ["assignee_ids", "uuid[]", "assignees"],
  ["past_assignee_ids", "uuid[]", "pastAssignees"],
  ["controller_ids", "uuid[]", "controllers"],
  ["observer_ids", "uuid[]", "observers"],
  ["approver_ids", "uuid[]", "approvers"],
  ["approved_at", "timestamptz", "approvedAt"],
  ["accepted_by", "uuid", "acceptedBy"],
  ["accepted_at", "timestamptz", "acceptedAt"],
  ["closed_by", "uuid", "closedBy"],
  ["closed_at", "timestamptz", "closedAt"],
  ["created_at", "timestamptz", "createdAt"],
  ["updated_at", "timestamptz", "updatedAt"],
  ["due_at", "timestamptz", "dueAt"],
  ["reaction_due_at", "timestamptz", "reactionDueAt"],
  ["resume_at", "timestamptz", "resumeAt"],
  ["rating", "int", "rating"],
  ["was_reopened", "boolean", "wasReopened"],
  ["has_attachments", "boolean", "hasAttachments"],
  ["unseen_messages", "int", "unseen"],
  ["important", "boolean", "important"],
  ["custom", "jsonb", "custom"],
];

const context = { registry: FIELDS, now: NOW, zone: ZONE, me: IDS[1] };

describe("a condition in SQL", () => {
  let database: TestDatabase;
  let client: pg.Client;
  let rows: TicketFacts[];

  /** The numbers, from 0, of the rows for which the SQL is true. */
  async function selected(condition: Condition): Promise<number[]> {
    const where = toSql(condition, context);
    const { rows: found } = await client.query<{ id: number }>(
      `select t.id from sample t where ${where.text} order by t.id`,
      [...where.params],
    );
    return found.map((row) => row.id);
  }

  const held = (condition: Condition) => rows.flatMap((facts, i) => (evaluate(condition, facts, context) ? [i] : []));

  before(async () => {
    database = await testDatabase({ migrated: false });
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // The answers must not hang on the zone and the style of the session.
    await client.query("set timezone to 'Pacific/Chatham'; set datestyle to 'SQL, DMY'");
    const columns = COLUMNS.map(([name, type]) => `${name} ${type}`).join(", ");
    await client.query(`create temp table sample (id int primary key, ${columns})`);
    rows = fc.sample(ticketFacts, 250);
    const insert = `insert into sample values (${["id", ...COLUMNS].map((_, i) => `$${i + 1}`).join(", ")})`;
    for (const [i, facts] of rows.entries()) await client.query(insert, [i, ...COLUMNS.map(([, , key]) => facts[key])]);
  });

  after(async () => {
    await client?.end();
    await database?.close();
  });

  it("selects exactly the rows for which it holds in memory", async () => {
    await fc.assert(
      fc.asyncProperty(conditions({ named: false }), async (condition) => {
        assert.deepEqual(await selected(condition), held(condition));
      }),
      { numRuns: 1500 },
    );
  });

  it("gives the rest when negated, whatever is absent", async () => {
    await fc.assert(
      fc.asyncProperty(conditions({ named: false }), async (condition) => {
        const both = [...(await selected(condition)), ...(await selected({ not: condition }))];
        assert.deepEqual(
          both.sort((a, b) => a - b),
          rows.map((_, i) => i),
        );
      }),
      { numRuns: 200 },
    );
  });

  it("meets some rows and not others for each field", async () => {
    for (const field of FIELDS.fields.filter((one) => !one.required)) {
      const found = await selected({ field: field.key, op: "set" });
      assert.ok(found.length > 0 && found.length < rows.length, `${field.key}: ${found.length} of ${rows.length}`);
    }
  });

  it("takes values as values, whatever stands in them", async () => {
    const attack = `'; drop table sample; -- \\' $1 %`;
    for (const op of ["contains", "is", "starts"] as const) {
      assert.deepEqual(await selected({ field: "subject", op, value: attack }), []);
    }
    assert.deepEqual(await selected({ field: "custom.remark", op: "is", value: attack }), []);
    assert.deepEqual(await selected({ all: [] }), [...rows.keys()]);
  });

  it("puts the caller's search in the place of free words, and his placeholders too", async () => {
    const parsed = parseCondition("rating:5 кран -течь", FIELDS);
    assert.ok(parsed.ok);
    const search = (words: string) => sql`t.tsv @@ plainto_tsquery(${words})`;
    assert.equal(
      toSql(parsed.condition, { ...context, search }).text,
      '("t"."rating" = $1::int and (t.tsv @@ plainto_tsquery($2)) and ((t.tsv @@ plainto_tsquery($3))) is not true)',
    );
    const values: unknown[] = [];
    const { text } = toSql(parsed.condition, { ...context, search, param: (value) => `$${values.push(value) + 10}` });
    assert.match(text, /\$11.*\$12.*\$13/s);
    assert.deepEqual(values, [5, "кран", "течь"]);
  });

  it("orders by every sortable field, absent values last, ties by id", async () => {
    for (const field of FIELDS.fields.filter((one) => one.sortable)) {
      for (const sign of ["", "-"]) {
        const parsed = parseSort(`${sign}${field.key}`, FIELDS);
        assert.ok(parsed.ok);
        const order = orderSql(parsed.order);
        const query = `select t.id from sample t order by ${numbered(order)}`;
        const { rows: found } = await client.query<{ id: number }>(query, [...order.params]);
        assert.equal(found.length, rows.length);
        if (field.key !== "rating") continue;
        const ratings = found.map((row) => rows[row.id]?.rating ?? (sign === "" ? 99 : -99));
        const sorted = [...ratings].sort((a, b) => (sign === "" ? a - b : b - a));
        assert.deepEqual(ratings, sorted);
      }
    }
  });
});
