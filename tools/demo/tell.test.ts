import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Act, liveThrough } from "../../core/process/live-through.ts";
import { inWorkspace } from "../../server/platform/database.ts";
import { loadProcesses } from "../../server/settings/load-process.ts";
import { loadFacts } from "../../server/tickets/load-facts.ts";
import { type TestDatabase, testDatabase } from "../../test/database.ts";
import type { Desk, Plan, Tale } from "./desk.ts";
import { programme as field } from "./field/programme.ts";
import { tellTask } from "./field/tell.ts";
import { fillDemo } from "./fill-demo.ts";
import { programme as helpdesk } from "./helpdesk/programme.ts";
import { tellServiceRequest } from "./helpdesk/tell.ts";
import { programme as housing } from "./housing/programme.ts";
import { tellRequest } from "./housing/tell.ts";
import { programme as leads } from "./leads/programme.ts";
import { tellVisit } from "./leads/tell.ts";
import { programme as lines } from "./lines/programme.ts";
import { tellCase } from "./lines/tell.ts";
import { loadDesk } from "./load-desk.ts";
import { makePlans, type Programme } from "./plans.ts";
import { programme as registry } from "./registry/programme.ts";
import { tellSubmission } from "./registry/tell.ts";
import { programme as support } from "./support/programme.ts";
import { tellQuestion } from "./support/tell.ts";

/** Presents at which somebody may start the demo: a working day, a summer night, a holiday, an evening in spring. */
const PRESENTS = ["2026-11-20T10:00:00Z", "2026-07-31T23:10:00Z", "2027-01-01T06:00:00Z", "2027-04-04T18:45:00Z"];
/** Every so manieth of the tickets is looked at. */
const STEP = 53;

describe("tickets that are made up", () => {
  let database: TestDatabase;
  let folder: string;
  const desks: { desk: Desk; programme: Programme; tell: (desk: Desk, plan: Plan) => Tale }[] = [];
  before(async () => {
    database = await testDatabase();
    folder = await mkdtemp(join(tmpdir(), "pult-demo-"));
    const { owner, app: db } = database;
    const links = { secret: "the-secret-of-the-tests-has-32-characters", publicUrl: "http://localhost:4000" };
    await fillDemo({
      owner,
      db,
      filesFolder: folder,
      ...links,
      tickets: 3_000,
      log: () => {},
      signal: AbortSignal.abort(),
    });
    for (const [slug, programme, tell] of [
      ["housing", housing, tellRequest],
      ["helpdesk", helpdesk, tellServiceRequest],
      ["leads", leads, tellVisit],
      ["registry", registry, tellSubmission],
      ["support", support, tellQuestion],
      ["lines", lines, tellCase],
      ["field", field, tellTask],
    ] as const) {
      const workspace = await owner
        .selectFrom("workspace")
        .select(["id", "slug", "created_at as createdAt"])
        .where("slug", "=", slug)
        .executeTakeFirstOrThrow();
      desks.push({ desk: await loadDesk(db, workspace), programme, tell });
    }
  });
  after(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  for (const present of PRESENTS) {
    it(`keep to the rules whatever the present is: ${present}`, async () => {
      for (const { desk: filled, programme, tell } of desks) {
        const desk = { ...filled, base: new Date(present) };
        const plans = makePlans({ slug: desk.slug, zone: desk.zone, base: desk.base, count: 3_000 }, programme);
        assert.equal(plans.length, 3_000);
        const looked = plans.filter(({ number, by, until }) => number % STEP === 0 || by || until);
        await inWorkspace(database.app, desk.workspaceId, async (tx) => {
          const [process] = await loadProcesses(tx, desk.workspaceId);
          assert.ok(process);
          for (const plan of looked) {
            const { opened, acts } = tell(desk, plan);
            const { processKey: _key, ...ticket } = opened.ticket;
            const facts = await loadFacts(tx, desk.workspaceId, {
              serviceId: ticket.serviceId ?? null,
              placeId: ticket.placeId ?? null,
              teamId: ticket.teamId ?? null,
              named: desk.staff.map(({ id }) => id),
            });
            const first: Act = { ...opened, command: { kind: "open", ...ticket } };
            const life = liveThrough(process, facts, [first, ...acts], desk.base);
            const why = life.ok ? [] : [life.act.command, life.refusals];
            assert.deepEqual(why, [], `${desk.slug} ${plan.number} ${plan.scenario.service} ${plan.course}`);
          }
        });
      }
    });
  }

  it("are the same for the same present", () => {
    for (const { desk, programme, tell } of desks) {
      const told = () => {
        const plans = makePlans({ slug: desk.slug, zone: desk.zone, base: desk.base, count: 400 }, programme);
        const tales = plans.map((plan) => tell(desk, plan));
        // Ids of messages are new each time.
        return tales.map(({ number, opened, acts }) => [
          number,
          opened,
          acts.map(({ at, actor, command }) => [at, actor.id, command.kind, "text" in command ? command.text : ""]),
        ]);
      };
      assert.deepEqual(told(), told());
    }
  });
});
