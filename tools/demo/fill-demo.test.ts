import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sql } from "kysely";
import { validateForm } from "../../core/forms/validate-form.ts";
import { checkProcess } from "../../core/process/check.ts";
import { apply } from "../../core/process/events.ts";
import type { Process } from "../../core/process/process.ts";
import type { TicketState } from "../../core/process/state.ts";
import { makeAuth } from "../../server/people/auth.ts";
import { inWorkspace } from "../../server/platform/database.ts";
import { verifyChain } from "../../server/platform/event-chain.ts";
import { readTicketLogs } from "../../server/platform/log-of-events.ts";
import { loadProcess } from "../../server/settings/load-process.ts";
import { stateOf } from "../../server/tickets/columns.ts";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import { type DemoOptions, fillDemo } from "./fill-demo.ts";

const TICKETS = 80;
const SLUGS = ["housing", "helpdesk", "leads", "registry", "support", "lines", "field"];
const NOW = new Date("2026-11-20T15:20:00Z");
const SECRET = "the-secret-of-the-tests-has-32-characters";

describe("the demo, filled", () => {
  let database: TestDatabase;
  let folder: string;
  let options: DemoOptions;
  const told: string[] = [];
  before(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), "pult-demo-"));
    options = {
      owner: database.owner,
      db: database.app,
      filesFolder: folder,
      secret: SECRET,
      publicUrl: "http://localhost:4000",
      now: () => NOW,
      log: (line) => told.push(line),
      tickets: TICKETS,
      patience: 600_000,
    };
    // Stopped when the workspaces were there and no tickets yet: the next call goes on.
    await fillDemo({ ...options, signal: AbortSignal.abort() });
    assert.equal((await tickets()).length, 0);
    await fillDemo({ ...options, now: () => new Date(NOW.getTime() + 3_600_000) });
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const tickets = () =>
    database.owner.selectFrom("ticket").selectAll().orderBy("workspace_id").orderBy("number").execute();
  const workspaces = () => database.owner.selectFrom("workspace").selectAll().orderBy("slug").execute();
  const emails = async (table: "employee" | "contact") => {
    const rows = await database.owner.selectFrom(table).select("email").where("email", "like", "%.demo").execute();
    return rows.map(({ email }) => email ?? "");
  };

  it("has all tickets once, below the numbers that come, and leaves none out", async () => {
    const numbers = Map.groupBy(await tickets(), (row) => row.workspace_id);
    assert.equal(numbers.size, SLUGS.length);
    for (const rows of numbers.values()) {
      assert.deepEqual(
        rows.map(({ number }) => number),
        Array.from({ length: TICKETS }, (_, index) => index + 1),
      );
    }
    assert.deepEqual(
      told.filter((line) => line.includes("left out")),
      [],
    );
    const [first] = await workspaces();
    const { rows } = await inWorkspace(database.app, first?.id ?? "", (tx) =>
      sql<{ next: number }>`select next_ticket_number(${first?.id}) as next`.execute(tx),
    );
    assert.equal(rows[0]?.next, TICKETS + 1);
  });

  it("changes nothing when it is filled already", async () => {
    const before = await tickets();
    await fillDemo(options);
    assert.deepEqual(await tickets(), before);
    assert.equal((await workspaces()).length, SLUGS.length);
  });

  it("lets every demo person in by the password, and by one click", async () => {
    const auth = makeAuth({ owner: database.owner, secret: SECRET, publicUrl: "http://localhost:4000" });
    const desks = await fillDemo(options);
    const mailboxes = "admin manager dispatcher engineer engineer2 controller client client2".split(" ");
    assert.deepEqual(
      desks.map(({ people }) => people.map(({ email }) => email)),
      SLUGS.map((slug) => mailboxes.map((mailbox) => `${mailbox}@${slug}.demo`)),
    );
    const known = new Set([...(await emails("employee")), ...(await emails("contact"))]);
    for (const { password, people } of desks) {
      const signIns = people.map(async ({ email, url }) => {
        assert.ok(known.has(email), email);
        assert.match(url, /^http:\/\/localhost:4000\/sign-in\//);
        const { user } = await auth.api.signInEmail({ body: { email, password } });
        assert.equal(user.email, email);
      });
      await Promise.all(signIns);
    }
  });

  it("has the states that the events of each ticket fold into, in chains that hold", async () => {
    for (const [workspaceId, rows] of Map.groupBy(await tickets(), (row) => row.workspace_id)) {
      const ids = rows.map(({ id }) => id);
      const logs = await readTicketLogs(database.owner, workspaceId, ids);
      for (const row of rows) {
        const log = logs.get(row.id) ?? [];
        const folded = log.reduce<TicketState | null>(
          (state, event) => apply(state, { set: event.patch as Partial<TicketState> }),
          null,
        );
        assert.deepEqual(folded, stateOf(row), `#${row.number}`);
        assert.ok(verifyChain(log, { hash: row.event_head, count: row.event_count }).whole, `#${row.number}`);
        assert.ok(
          log.every(({ at }, index) => at <= NOW && at >= (log[index - 1]?.at ?? row.created_at)),
          `#${row.number}`,
        );
      }
    }
  });

  it("keeps to processes that are right", async () => {
    const processes = new Map<string, Process>();
    for (const row of await tickets()) {
      const { workspace_id, process_key, process_version, status, category, number } = row;
      const key = `${workspace_id}/${process_key}`;
      const process =
        processes.get(key) ??
        (await inWorkspace(database.app, workspace_id, (tx) =>
          loadProcess(tx, workspace_id, process_key, process_version),
        ));
      processes.set(key, process);
      assert.equal(process.statuses[status]?.category, category, `#${number}`);
    }
    for (const process of processes.values()) assert.deepEqual(checkProcess(process), []);
  });

  it("has true counters: loads, ratings, people, messages, notes and files", async () => {
    const { rows: loads } = await sql<{ email: string; load: number; counted: number }>`
      select e.email, e.load, (select count(*)::int from ticket t where t.workspace_id = e.workspace_id
        and e.id = any(t.assignee_ids) and t.category in ('new', 'open', 'paused')) as counted from employee e`.execute(
      database.owner,
    );
    for (const { email, load, counted } of loads) assert.equal(load, counted, email);
    const { rows: services } = await sql<{ name: string; kept: number[]; counted: number[] }>`
      select s.name, array[s.rating_sum::int, s.rating_count] as kept,
        (select array[coalesce(sum(t.rating), 0)::int, count(t.rating)::int] from ticket t
          where t.workspace_id = s.workspace_id and t.service_id = s.id) as counted from service s`.execute(
      database.owner,
    );
    for (const { name, kept, counted } of services) assert.deepEqual(kept, counted, name);
    const { rows: wrong } = await sql<{ number: number }>`select t.number from ticket t where
      (select count(*) from ticket_person p where p.workspace_id = t.workspace_id and p.ticket_id = t.id) <>
        cardinality(t.assignee_ids) + cardinality(t.controller_ids) + cardinality(t.observer_ids)
      or t.note_count <> (select count(*) from message m where m.workspace_id = t.workspace_id and m.ticket_id = t.id
        and m.thread = 'internal')
      or t.message_count + (t.client_files > 0 and t.created_by_kind = 'client')::int < (select count(*) from message m
        where m.workspace_id = t.workspace_id and m.ticket_id = t.id and m.thread = 'client')
      or cardinality(t.document_ids) <> (select count(*) from file f where f.workspace_id = t.workspace_id
        and f.ticket_id = t.id and f.purpose = 'document')
      or t.client_files <> (select count(*) from file f where f.workspace_id = t.workspace_id and f.ticket_id = t.id
        and f.purpose = 'message' and f.uploaded_by_kind = 'client')`.execute(database.owner);
    assert.deepEqual(wrong, []);
  });

  it("leaves no letters, no unclaimed files, and only timers that lie ahead", async () => {
    assert.deepEqual(await database.owner.selectFrom("letter_out").select("id").execute(), []);
    assert.deepEqual(await database.owner.selectFrom("file").select("id").where("ticket_id", "is", null).execute(), []);
    const { rows: jobs } = await sql<{ task: string; run_at: Date }>`
      select t.identifier as task, j.run_at from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id`.execute(database.owner);
    assert.ok(jobs.length > 0);
    for (const { task, run_at } of jobs) assert.ok(task === "ticket-timer" && run_at > NOW, `${task} ${run_at}`);
  });

  it("promises times by the rules of each desk, and is late with some tickets, but with few", async () => {
    const { rows } = await sql<{ slug: string; due: boolean; late: number; tickets: number }>`
      select w.slug, coalesce(bool_or(t.due_at is not null or t.reaction_due_at is not null)
          filter (where t.category in ('new', 'open')), false) as due, count(*)::int as tickets,
        count(*) filter (where exists (select from event v where v.workspace_id = t.workspace_id
          and v.ticket_id = t.id and v.kind = 'sla.late'))::int as late
      from ticket t join workspace w on w.id = t.workspace_id group by w.slug`.execute(database.owner);
    for (const { slug, due, late, tickets } of rows) assert.ok(due && late <= tickets * 0.15, `${slug}: ${late}`);
    const all = rows.reduce((sum, { late }) => sum + late, 0);
    assert.ok(all > 0 && all < SLUGS.length * TICKETS * 0.08, `${all} late`);
  });

  it("fills order forms as they ask", async () => {
    const services = await database.owner.selectFrom("service").select(["id", "form"]).execute();
    const forms = new Map(services.map(({ id, form }) => [id, form as Parameters<typeof validateForm>[0]]));
    for (const { number, service_id, form, channel } of await tickets()) {
      // Letters and calls come without the form.
      if (channel === "email" || (channel === "call" && Object.keys(form as object).length === 0)) continue;
      const answers = form as Record<string, unknown>;
      assert.deepEqual(validateForm(forms.get(service_id ?? "") ?? [], answers), [], `#${number}`);
    }
  });

  it("can be played at once: the resident has tickets that go on and that are over", async () => {
    const { rows } = await sql<{ category: string }>`select distinct t.category from ticket t
      join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
      where c.email = 'client@housing.demo'`.execute(database.owner);
    const categories = rows.map(({ category }) => category);
    for (const category of ["new", "open", "paused", "closed"]) assert.ok(categories.includes(category), category);
    const fresh = (await tickets()).filter(({ created_at }) => NOW.getTime() - created_at.getTime() < 3_600_000);
    assert.ok(fresh.length > 10 && fresh.some(({ assignee_ids }) => assignee_ids.length === 0));
  });
});
