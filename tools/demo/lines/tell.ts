import { oneOf, teamAt } from "../cast.ts";
import type { Client, Worker } from "../desk.ts";
import { phrases } from "../phrases.ts";
import { rate } from "../rate.ts";
import { type Request, tellerOf, type Ways } from "../take-request.ts";
import type { Telling } from "../telling.ts";

const SHIFT = { from: 9, to: 20, weekends: true };
const WAYS: Ways = {
  courses: [
    ["plain", 44],
    ["asked", 22],
    ["handed", 22],
    ["again", 7],
    ["forgotten", 5],
  ],
  channels: () => CHANNELS,
  dispatchers: ["dispatcher", "kostin"],
};
const CHANNELS = [
  ["email", 46],
  ["portal", 20],
  ["call", 18],
  ["messenger", 12],
  ["webform", 4],
] as const;

/** Makes up one request of a buyer: distributed by an operator, answered by the first line, with the second behind it. */
export const tellCase = tellerOf(WAYS, live);

function live({ telling, says }: Request, client: Client): void {
  const { desk, story, random, affair, course, plan } = telling;
  const worker = oneOf(teamAt(desk, "Первая линия", null), random);
  distribute(telling, worker);
  story.pass(4, 150).work(SHIFT).see(worker);
  story.move(worker, "in_work");
  story.mark("taken");
  if (course === "asked" && affair.asks) {
    const [question, answer] = random.pick(affair.asks);
    story.pass(2, 20).say(worker, [question], { move: "information_request" });
    story.mark("answered");
    story.pass(15, 1_500).see(client);
    story.say(client, [answer], { channel: says });
    story.mark("said");
    story.pass(4, 90).work(SHIFT).see(worker);
  }
  if (course === "handed") escalate(telling, worker);
  story.pass(5, 300).work(SHIFT);
  if (!(plan.by || random.chance(0.6))) {
    story.say(worker, affair.done, { move: "closed" });
    return;
  }
  story.say(worker, affair.done, { move: "rating" });
  story.mark("done");
  if (course === "again" && plan.scenario.again) {
    story.pass(30, 2_000).see(client);
    story.say(client, plan.scenario.again, { channel: says });
    story.pass(5, 120).work(SHIFT).see(worker);
    story.pass(10, 300).work(SHIFT).say(worker, phrases.reworked, { move: "rating" });
  }
  if (plan.by || random.chance(0.55)) {
    story.pass(15, 1_500).see(client);
    rate(telling, client);
  }
  story.pass(600, 4_000).work(SHIFT).move(worker, "closed");
}

/** The operator looks what it is about and gives it to somebody of the first line. */
function distribute({ story, dispatcher }: Telling, worker: Worker): void {
  story.pass(2, 90).work(SHIFT).see(dispatcher);
  story.pass(1, 10).do(dispatcher, { kind: "hand-over", to: "distribute", assignees: [worker.id] });
}

/** The second line finds out what the first one cannot, and gives it back. */
function escalate({ desk, story, random, plan }: Telling, worker: Worker): void {
  const expert = oneOf(teamAt(desk, "Вторая линия", null), random);
  const { notes = [] } = plan.scenario;
  story.pass(5, 90).note(worker, notes, { handOver: { to: "escalate", assignees: [expert.id] } });
  story.mark("held");
  story.pass(20, 900).work(SHIFT).see(expert, "notes");
  story
    .pass(15, 600)
    .work(SHIFT)
    .note(expert, FOUND, { handOver: { to: "return" } });
  story.pass(3, 60).work(SHIFT).see(worker, "notes");
}

const FOUND = [
  "{Причина найдена|Проверено}: {исправлено, можно отвечать клиенту|ошибка наша, извинитесь}.",
  "{Сделано|Провели}, {напишите клиенту|сообщите, пожалуйста, клиенту}.",
];
