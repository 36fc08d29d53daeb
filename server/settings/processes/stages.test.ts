import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../../test/app.ts";
import { type CompanyDesk, companyDesk } from "../../../test/company-desk.ts";
import { processDesk, TEXT } from "../../../test/process-desk.ts";

describe("who answers on the way of a process", () => {
  let app: TestApp;
  let desk: CompanyDesk;
  before(async () => {
    app = await testApp();
    desk = await companyDesk(app);
  });
  after(() => app.close());
  const boss = () => app.as("boss");
  const of = () => processDesk(app);
  const openFor = (service: string) => desk.ticket({ service });

  it("[P-ROUTE-01, P-ROUTE-02] leads new tickets from team to team by the stages that it has by now", async () => {
    const { plumbing, lifts } = app.cast.teams;
    const way = (to: string) => ({ key: to, from: ["first"], to, label: TEXT(to) });
    await of().begin("route");
    const stages = {
      first: { name: TEXT("Приём"), team: plumbing },
      second: { name: TEXT("Вторая линия"), team: lifts },
    };
    const made = await of().publish("route", (process) => ({ ...process, stages, handovers: [way("second")] }));
    assert.equal(made.status, 201, made.text);
    const service = await of().serviceOf("Маршрут", "route");
    const ways = ({ handovers }: { handovers?: { to: string }[] | undefined }) => handovers?.map(({ to }) => to);
    const old = await openFor(service);
    assert.deepEqual([old.team?.id, ways(old)], [plumbing, ["second"]]);
    const { first } = stages;
    const third = { name: TEXT("Выезд"), team: lifts };
    const unreached = await of().publish("route", (process) => ({
      ...process,
      stages: { first, third },
      handovers: [],
    }));
    assert.deepEqual(
      unreached.problem.refusals?.map(({ code, field }) => [code, field]),
      [["stage-unreachable", "stages.third"]],
    );
    const changed = await of().publish("route", (process) => ({ ...process, handovers: [way("third")] }));
    assert.equal(changed.status, 201, changed.text);
    const fresh = await openFor(service);
    assert.deepEqual([fresh.team?.id, ways(fresh)], [plumbing, ["third"]]);
    assert.deepEqual(ways((await app.as("dina").get(`/tickets/${old.id}`)).body), ["second"]);
    const handed = (await app.as("dina").post(`/tickets/${fresh.id}/hand-over`, { to: "third" })).body;
    assert.equal(handed.team?.id, lifts);
  });

  it("[P-ROUTE-02] gives the ticket to the employee that the step names", async () => {
    const { ben, boss: chief } = app.cast.people;
    const { plumbing } = app.cast.teams;
    await of().begin("stages");
    await of().publish("stages", (process) => {
      const { new: first, in_work: work, ...rest } = process.statuses;
      assert.ok(first && work);
      return {
        ...process,
        responsible: "both",
        statuses: {
          new: { ...first, handsTo: { assignees: [chief.id] } },
          in_work: { ...work, handsTo: { team: plumbing, assignees: [ben.id] } },
          ...rest,
        },
      };
    });
    const service = await of().serviceOf("Этапы", "stages");
    const opened = await openFor(service);
    assert.deepEqual(
      opened.assignees.map(({ id }) => id),
      [chief.id],
    );
    const moved = (await app.as("dina").post(`/tickets/${opened.id}/move`, { to: "in_work" })).body;
    assert.deepEqual([moved.team?.id, moved.assignees.map(({ id }) => id)], [plumbing, [ben.id]]);
    await boss().post(`/employees/${ben.id}/block`, { replacement: chief.id });
    const faults = (await of().get("stages")).faults.map(({ code, at }) => [code, at]);
    assert.deepEqual(faults, [["unknown-employee", "statuses.in_work.handsTo"]], "named where it is edited");
    const next = await openFor(service);
    const harmless = (await app.as("dina").post(`/tickets/${next.id}/move`, { to: "in_work" })).body;
    assert.deepEqual([harmless.status, harmless.assignees], ["in_work", []]);
    const { items } = (await app.as("dina").get(`/tickets/${next.id}/events`)).body;
    assert.ok(
      items.some(({ kind }) => kind === "automation.skipped"),
      "and it is told",
    );
    await boss().post(`/employees/${ben.id}/unblock`);
  });
});
