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

/** The columns of `ticket` that conditions ask, and the fact each holds. */
const COLUMNS: readonly [column: string, fact: keyof TicketFacts][] = [
  ["number", "number"],
  ["status", "status"],
  ["category", "category"],
  ["subject", "subject"],
  ["channel", "channel"],
  ["priority", "priority"],
  ["external_id", "externalId"],
  ["service_id", "serviceId"],
  ["service_name", "serviceName"],
  ["service_type_id", "serviceTypeId"],
  ["place_id", "placeId"],
  ["place_path", "placePath"],
  ["group_id", "groupId"],
  ["quarter_id", "quarterId"],
  ["site_id", "siteId"],
  ["unit_id", "unitId"],
  ["entrance", "entrance"],
  ["floor", "floor"],
  ["address", "address"],
  ["contact_id", "contactId"],
  ["contact_name", "contactName"],
  ["company_id", "companyId"],
  ["client_category_id", "clientCategoryId"],
  ["breached", "breached"],
  ["team_id", "teamId"],
  ["assignee_ids", "assignees"],
  ["first_reply_by", "firstReplyBy"],
  ["first_reply_at", "firstReplyAt"],
  ["first_reply_seconds", "firstReplySeconds"],
  ["solution_seconds", "solutionSeconds"],
  ["processed_by", "processedBy"],
  ["processing_started_at", "processingStartedAt"],
  ["processing_ended_at", "processingEndedAt"],
  ["processing_seconds", "processingSeconds"],
  ["past_assignee_ids", "pastAssignees"],
  ["controller_ids", "controllers"],
  ["observer_ids", "observers"],
  ["approver_ids", "approvers"],
  ["approved_at", "approvedAt"],
  ["accepted_by", "acceptedBy"],
  ["accepted_at", "acceptedAt"],
  ["resolved_at", "resolvedAt"],
  ["closed_by", "closedBy"],
  ["closed_at", "closedAt"],
  ["created_at", "createdAt"],
  ["updated_at", "updatedAt"],
  ["due_at", "dueAt"],
  ["reaction_due_at", "reactionDueAt"],
  ["resume_at", "resumeAt"],
  ["rating", "rating"],
  ["incident_id", "incidentId"],
  ["incident_number", "incidentNumber"],
  ["was_reopened", "wasReopened"],
  ["has_attachments", "hasAttachments"],
  ["stage", "stage"],
  ["invited_ids", "invited"],
  ["unseen", "unseen"],
  ["important", "important"],
  ["custom", "custom"],
  ["unit_number", "unitId"],
];

/** What stands in other tables: each sample has a workspace of its own, and there the rows that its links lead to. */
const ELSEWHERE = [
  ...new Map(
    FIELDS.fields.flatMap(({ sql: at, source }) => {
      if (!at.elsewhere || !("state" in source)) return [];
      const column = "column" in at ? at.column : "custom";
      return [[source.state, { ...at.elsewhere, column, fact: source.state as keyof TicketFacts }] as const];
    }),
  ).values(),
];
const factOf = new Map(COLUMNS);
const workspaceOf = (i: number) => `00000000-0000-4000-8000-${String(i).padStart(12, "0")}`;

/** Without a link there is nothing that it leads to. */
function whereLinked(facts: TicketFacts): TicketFacts {
  const lost = ELSEWHERE.filter(({ on }) =>
    Object.values(on).some((own) => facts[factOf.get(own) ?? "number"] === null),
  );
  // The same place may be the quarter, the building and the place itself; then it is one row.
  const { placeId, siteId, placeCustom } = facts;
  const same = siteId !== null && siteId === placeId ? { siteCustom: placeCustom } : {};
  return {
    ...facts,
    ...same,
    ...Object.fromEntries(lost.map(({ fact }) => [fact, fact === "clientTags" ? [] : null])),
  };
}

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
    database = await testDatabase();
    client = new pg.Client({ connectionString: database.url });
    await client.connect();
    // The answers must not hang on the zone and the style of the session.
    await client.query("set timezone to 'Pacific/Chatham'; set datestyle to 'SQL, DMY'");
    // The columns as the migrations made them, without what else a ticket must have.
    const columns = COLUMNS.map(([column]) => column).join(", ");
    await client.query(`create temp table sample as select 0 as id, workspace_id, ${columns} from ticket with no data`);
    rows = fc.sample(ticketFacts, 250).map(whereLinked);
    const insert = (table: string, values: readonly unknown[]) =>
      client.query(`insert into ${table} values (${values.map((_, i) => `$${i + 1}`).join(", ")})`, [...values]);
    for (const [i, facts] of rows.entries()) {
      await insert("sample", [i, workspaceOf(i), ...COLUMNS.map(([, key]) => facts[key])]);
    }
    for (const [table, parts] of Map.groupBy(ELSEWHERE, (part) => part.table)) {
      const keys = ["workspace_id", ...Object.keys(parts[0]?.on ?? {})];
      const theirs = [...new Set([...keys, ...parts.map(({ column }) => column)])].join(", ");
      await client.query(`create temp table ${table} as select ${theirs} from public.${table} with no data`);
      await client.query(`alter table ${table} add unique nulls not distinct (${keys.join(", ")})`);
      for (const [i, facts] of rows.entries()) {
        for (const { on, column, fact } of parts) {
          const links = Object.values(on).map((own) => facts[factOf.get(own) ?? "number"]);
          if (links.includes(null)) continue;
          const values = [workspaceOf(i), ...links, facts[fact]];
          await client.query(
            `insert into ${table} (${keys.join(", ")}, ${column}) values (${values.map((_, at) => `$${at + 1}`).join(", ")})
              on conflict (${keys.join(", ")}) do update set ${column} = excluded.${column}`,
            values,
          );
        }
      }
    }
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
    for (const field of FIELDS.fields.filter((one) => one.filterable && !one.required)) {
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
