import type { NewTicket } from "../../../server/tickets/open-ticket.ts";
import { oneOf, teamAt, workerOf } from "../cast.ts";
import type { Desk, LoadedDemoService, Plan, Tale, Worker } from "../desk.ts";
import { type Request, takeRequest, taleOf, type Ways } from "../take-request.ts";
import type { Telling } from "../telling.ts";
import { tidy } from "../tidy.ts";

const DAY_SHIFT = { from: 9, to: 18, weekends: false };
const ROAD = { from: 8, to: 21, weekends: true };
const CALLS = ["call", 60] as const;
const CHATS = ["messenger", 40] as const;
const WAYS: Ways = {
  courses: [
    ["plain", 62],
    ["asked", 16],
    ["again", 10],
    ["called-off", 8],
    ["forgotten", 4],
  ],
  channels: ({ name }) => CHANNELS[name] ?? [CALLS],
  dispatchers: ["dispatcher", "controller"],
};
/** By the name of the service, as its settings let tickets in; others are entered on the telephone. */
const CHANNELS: Record<LoadedDemoService["name"], readonly (readonly [string, number])[]> = {
  "Выездная заявка": [CALLS, CHATS, ["visit", 5]],
  Удаленка: [CALLS, CHATS, ["email", 50]],
  Доставка: [["internal", 70], CHATS],
  Ремонт: [["internal", 1]],
  Бухгалтерия: [["internal", 50], CHATS, ["email", 30]],
};

/** Makes up one task: of the office, on the road or at the client's screen. */
export function tellTask(desk: Desk, plan: Plan): Tale {
  const request = takeRequest(desk, plan, WAYS);
  const { telling } = request;
  const opened = { ...request.opened, ticket: ofCompany(request) };
  const { name, options, team } = telling.service;
  const worker = oneOf(teamAt(desk, team?.name, null), telling.random);
  if (telling.course === "called-off" && name === "Удаленка") {
    // It was solved while they talked, and is entered when it is over.
    return taleOf({
      ...request,
      opened: { ...opened, actor: worker.actor, ticket: solvedAtOnce(opened.ticket, worker) },
    });
  }
  if (telling.course !== "forgotten") {
    if (options.has("qualityControl")) goThere(telling, worker);
    else if (options.has("acceptFirst")) connect(request, worker);
    else doInside(telling, worker);
  }
  tidy(telling, opened.ticket);
  return taleOf({ ...request, opened });
}

/** Tasks among employees are about a company too. */
function ofCompany({ telling: { desk, plan, client, spot }, opened }: Request): NewTicket {
  if (client || !spot) return opened.ticket;
  const firm = desk.homes.find((home) => home.spot.id === spot.id)?.people[0]?.company;
  if (!firm) throw new Error(`No company is at ${spot.site} (${plan.number})`);
  return { ...opened.ticket, companyId: firm.id };
}

const solvedAtOnce = (ticket: NewTicket, { id }: Worker): NewTicket => ({
  ...ticket,
  channel: "call",
  status: "completed",
  teamId: null,
  assignees: [id],
});

/** One accepts the visit and writes what was done; somebody else looks at it. */
function goThere(telling: Telling, worker: Worker): void {
  const { desk, story, random, course, plan, affair } = telling;
  const checks = workerOf(desk, random.pick(["dispatcher", "controller", "manager"]));
  story.pass(3, 180).work(ROAD).see(worker);
  story.move(worker, "accepted");
  story.mark("taken");
  if (plan.scenario.notes && random.chance(0.4)) story.pass(3, 60).note(worker, plan.scenario.notes);
  story.to(story.visit(random.int(0, 2)).at).pass(40, 200);
  const work = story.speak(worker, affair.done);
  story.do(worker, { kind: "edit", changes: { custom: { work_done: work } } });
  story.pass(1, 6).move(worker, "done_awaiting");
  story.mark("done");
  story.pass(20, 900).work(DAY_SHIFT).see(checks);
  if (course === "again" && plan.scenario.again) {
    story.move(checks, "accepted", { comment: story.speak(checks, plan.scenario.again) });
    story.pass(30, 900).work(ROAD).see(worker);
    const more = story.speak(worker, ["{Фото и номера добавлены|Дополнено, перепроверено на месте}."]);
    story.do(worker, { kind: "edit", changes: { custom: { work_done: `${work} ${more}` } } });
    story.pass(1, 20).move(worker, "done_awaiting");
    story.pass(20, 600).work(DAY_SHIFT).see(checks);
  }
  story.move(checks, "completed");
}

/** One accepts, asks for the client's screen, and completes. */
function connect({ telling, says }: Request, worker: Worker): void {
  const { story, random, client, course, affair, plan } = telling;
  story.pass(2, 90).work(ROAD).see(worker);
  story.move(worker, "accepted");
  story.mark("taken");
  if (course === "asked" && affair.asks && client) {
    const [question, answer] = random.pick(affair.asks);
    story.pass(1, 10).say(worker, [question]);
    story.pass(3, 120).see(client);
    story.say(client, [answer], { channel: says });
    story.pass(2, 40).work(ROAD).see(worker);
  }
  if (plan.scenario.notes && random.chance(0.15)) story.pass(2, 20).note(worker, plan.scenario.notes);
  story.pass(8, 240).work(ROAD).say(worker, affair.done);
  story.pass(1, 5).move(worker, "completed");
}

/** The office gives it to one of the group, who completes it. */
function doInside({ story, random, dispatcher, plan, affair }: Telling, worker: Worker): void {
  story.pass(5, 240).work(DAY_SHIFT).see(dispatcher);
  story.do(dispatcher, { kind: "assign", assignees: [worker.id] });
  story.mark("taken");
  story.pass(5, 120).work(DAY_SHIFT).see(worker);
  if (plan.scenario.notes && random.chance(0.35)) story.pass(5, 120).note(worker, plan.scenario.notes);
  story.pass(40, 2_500).work(DAY_SHIFT);
  story.move(worker, "completed", { comment: story.speak(worker, affair.done) });
}
