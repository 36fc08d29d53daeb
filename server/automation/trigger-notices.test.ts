import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, describe, it } from "node:test";
import { type TestApp, testApp } from "../../test/app.ts";
import { ticketInWork, ticketOf } from "../../test/ticket-of.ts";
import { forgetRuns } from "./forget-runs.ts";
import { scanWaiting } from "./scan-waiting.ts";

let app: TestApp;
before(async () => {
  app = await testApp();
});
after(() => app.close());

async function trigger(on: object, actions: object[], more: object = {}) {
  for (const { id } of (await app.as("boss").get("/rules?kind=trigger")).body.items)
    await app.as("boss").delete(`/rules/${id}`);
  return (
    await app.as("boss").post("/rules", { kind: "trigger", name: "Правило", ...more, result: { on: [on], actions } })
  ).body;
}
const letters = async (ticketId: string) =>
  app.owner
    .selectFrom("letter_out")
    .select(["to_address", "subject", "text"])
    .where("ticket_id", "=", ticketId)
    .where("kind", "=", "rule")
    .orderBy("to_address")
    .execute();
const move = (id: string, to: string, more: object = {}) => app.as("dina").post(`/tickets/${id}/move`, { to, ...more });
const mine = (runs: Awaited<ReturnType<typeof runsOf>>, id: string) => runs.filter(({ ticket }) => ticket.id === id);
const runsOf = async (id: string) => (await app.as("boss").get(`/rules/${id}/runs`)).body.items;

describe("notices of triggers", () => {
  it("[U-NOT-02, U-NOT-05] go to the client by the template of the rule, at the chosen status alone", async () => {
    const { ada } = app.cast.people;
    await trigger({ event: "moved", to: ["done"] }, [
      {
        do: "notify",
        to: ["client"],
        subject: "{{service}}: готово",
        text: "{{client}}, мы закончили: {{status}}.\n\nСпасибо!",
      },
    ]);
    const ticket = await ticketInWork(app);
    await move(ticket.id, "suspended", { comment: "Ждём", resumeAt: "2026-12-01" });
    await app.work();
    assert.deepEqual(await letters(ticket.id), []);
    await move(ticket.id, "in_progress");
    await move(ticket.id, "done");
    await app.work();
    const [letter, ...others] = await letters(ticket.id);
    assert.deepEqual([letter?.to_address, others], [ada.email, []]);
    assert.match(letter?.subject ?? "", /^Re: .+: готово \[#\d+\]$/);
    assert.match(letter?.text ?? "", new RegExp(`${ada.name}, мы закончили: .+\\.\n\nСпасибо!`));
    const acted = (await app.as("boss").get(`/tickets/${ticket.id}/events`)).body.items.find(
      ({ kind }) => kind === "automation.acted",
    );
    assert.deepEqual([acted?.data.did, acted?.data.to, acted?.why[0]?.rule], ["notify", ["client"], "trigger"]);
  });

  it("[U-NOT-04] leave out those of certain teams, and whoever may not open the ticket", async () => {
    const { people, teams } = app.cast;
    await trigger({ event: "moved", to: ["in_progress"] }, [
      {
        do: "notify",
        to: ["assignees", "observers"],
        teams: [teams.plumbing],
        people: [people.eve.id, people.boss.id],
        notTeams: [teams.plumbing],
        text: "В работе",
      },
    ]);
    const ticket = await ticketInWork(app, { observers: [people.dina.id] });
    await app.work();
    assert.deepEqual(
      (await letters(ticket.id)).map(({ to_address }) => to_address),
      [people.boss.email, people.dina.email].sort(),
    );
  });

  it("that find nobody are told as not sent", async () => {
    const rule = await trigger({ event: "opened" }, [{ do: "notify", to: ["controllers"], text: "Новая" }]);
    const ticket = await ticketOf(app);
    await app.work();
    assert.deepEqual((await runsOf(rule.id))[0]?.actions, [
      { do: "notify", state: "skipped", reason: "nobody-to-tell" },
    ]);
    const { items } = (await app.as("boss").get(`/tickets/${ticket.id}/events`)).body;
    assert.equal(items.find(({ kind }) => kind === "automation.skipped")?.data.reason, "nobody-to-tell");
  });

  it("open a ticket of their own, linked both ways", async () => {
    const { services } = app.cast;
    await trigger(
      { event: "noted" },
      [{ do: "open", subject: "Проверить: {{subject}}", description: "По {{number}}", service: services.lift }],
      { condition: "subject~кран" },
    );
    const ticket = await ticketOf(app, { subject: "Капает кран" });
    await app.as("dina").post(`/tickets/${ticket.id}/notes`, { text: "Нужна проверка" });
    await app.work();
    const [linked] = (await app.as("boss").get(`/tickets?where=subject~"Проверить: Капает кран"`)).body.items;
    const opened = (await app.as("boss").get(`/tickets/${linked?.id}`)).body;
    assert.deepEqual(
      [opened.description, opened.linked?.map(({ number }) => number)],
      [`По ${ticket.number}`, [ticket.number]],
    );
  });
});

describe("triggers that wait", () => {
  const scan = async () => {
    await scanWaiting(app.owner)["scan-waiting-tickets"]?.run(app.clock.now(), undefined as never);
    await app.work();
  };
  it("act on those that have stood in a status for so long, once for each time they stand there", async () => {
    const rule = await trigger(
      { event: "waiting", since: "status", for: "P3D" },
      [{ do: "note", text: "Ждёт три дня" }],
      { condition: "status:in_progress" },
    );
    const start = app.clock.now();
    const ticket = await ticketInWork(app);
    const other = await ticketOf(app);
    const notes = async () => (await app.as("boss").get(`/tickets/${ticket.id}/notes`)).body.items.length;
    const pass = async (days: number) => {
      app.clock.pass(days * 86_400_000);
      await app.as("dina").patch(`/tickets/${ticket.id}`, { subject: `Через ${days}` });
      await scan();
    };
    await pass(2.9);
    assert.equal(await notes(), 0);
    await pass(0.2);
    assert.equal(await notes(), 1);
    await pass(5);
    assert.equal(await notes(), 1);
    const resumeAt = new Date(app.clock.now().getTime() + 86_400_000).toISOString();
    assert.equal((await move(ticket.id, "suspended", { comment: "Ждём", resumeAt })).status, 200);
    assert.equal((await move(ticket.id, "in_progress")).status, 200);
    await pass(2.9);
    assert.equal(await notes(), 1);
    await pass(0.2);
    assert.equal(await notes(), 2);
    assert.deepEqual((await app.as("boss").get(`/tickets/${other.id}/notes`)).body.items, []);
    assert.deepEqual(
      mine(await runsOf(rule.id), ticket.id).map(({ event, result }) => [event, result]),
      [
        ["waited", "done"],
        ["waited", "done"],
      ],
    );
    await forgetRuns(app.owner)["forget-runs-of-rules"]?.run(
      new Date(app.clock.now().getTime() + 25 * 86_400_000),
      undefined as never,
    );
    assert.equal(mine(await runsOf(rule.id), ticket.id).length, 1);
    app.clock.set(start);
  });
});

describe("webhooks of triggers", () => {
  it("carry the ticket, signed by the key of the workspace, and stand in the log of runs", async () => {
    const calls: { headers: IncomingHttpHeaders; body: string }[] = [];
    let status = 204;
    const server = createServer((request, response) => {
      let body = "";
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        calls.push({ headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk`;
      const rule = await trigger({ event: "opened" }, [{ do: "webhook", url }]);
      const ticket = await ticketOf(app);
      await app.work();
      const [call] = calls;
      const body = JSON.parse(call?.body ?? "{}");
      assert.deepEqual(
        [body.event.kind, body.ticket.fields.number, body.rule.name],
        ["ticket.opened", ticket.number, "Правило"],
      );
      const { key } = (await app.as("boss").get("/webhook-key")).body;
      const [, at = "", sent] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call?.headers["pult-signature"])) ?? [];
      assert.equal(sent, createHmac("sha256", key).update(`${at}.${call?.body}`).digest("hex"));
      assert.notEqual((await app.as("max").get("/webhook-key")).body.key, key);
      assert.deepEqual((await runsOf(rule.id))[0]?.actions, [
        { do: "webhook", state: "done", attempts: 1, status: 204 },
      ]);
      status = 500;
      await ticketOf(app);
      await app.work();
      assert.deepEqual((await runsOf(rule.id))[0]?.actions, [
        { do: "webhook", state: "failed", attempts: 1, status: 500, reason: "webhook-refused" },
      ]);
    } finally {
      server.close();
    }
  });

  it("do not reach into the network that the desk stands in", async () => {
    const rule = await trigger({ event: "opened" }, [{ do: "webhook", url: "http://10.0.0.1/inside" }]);
    await ticketOf(app);
    await app.work();
    assert.equal((await runsOf(rule.id))[0]?.actions[0]?.reason, "private-address");
  });
});
