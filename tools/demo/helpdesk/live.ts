import type { NewTicket } from "../../../server/tickets/open-ticket.ts";
import { oneOf, teamAt } from "../cast.ts";
import type { Client, Worker } from "../desk.ts";
import { phrases } from "../phrases.ts";
import { rate } from "../rate.ts";
import type { Shift } from "../rhythm.ts";
import type { Telling } from "../telling.ts";

const URGENT_HOURS: Shift = { from: 8, to: 22, weekends: true };
const OFFICE: Shift = { from: 9, to: 18, weekends: false };

/** What becomes of a ticket that was just opened: from the first answer to its closing. */
export function live(telling: Telling, ticket: NewTicket, channel: string): void {
  const { story, course, client, talks } = telling;
  const first = pickUp(telling, ticket);
  story.mark("answered");
  if (course === "dropped" && client && talks) drop(telling, client, first, channel);
  else if (course !== "forgotten") {
    const worker = course === "handed" ? hand(telling, first) : first;
    story.mark("taken");
    work(telling, worker, channel);
    solve(telling, worker, telling.affair.done);
    story.mark("done");
    if (course === "again" && client && talks) again(telling, client, worker, channel);
    if (client) accept(telling, client);
  }
}

const shiftOf = ({ plan }: Telling): Shift => (plan.scenario.urgent ? URGENT_HOURS : OFFICE);

/** Who answers for it sees it and writes first; of a team somebody takes it. */
function pickUp(telling: Telling, ticket: NewTicket): Worker {
  const { desk, story, plan, random, service, spot, client, talks, dispatcher } = telling;
  const [named] = ticket.assignees ?? [];
  const team = teamAt(desk, service.team?.name, spot);
  const worker = desk.staff.find(({ id }) => id === named) ?? oneOf(team, random);
  story.pass(plan.scenario.urgent ? 2 : 8, plan.scenario.urgent ? 25 : 240).work(shiftOf(telling));
  if (named === undefined) {
    const by = random.chance(0.5) ? dispatcher : worker;
    story.see(by);
    story.do(by, { kind: "assign", assignees: [worker.id] });
    if (by !== worker) story.pass(2, 60);
  }
  story.see(worker);
  const writes = talks || plan.scenario.urgent || random.chance(0.25);
  if (client && plan.scenario.replies.length > 0 && writes) story.pass(1, 8).say(worker, plan.scenario.replies);
  return worker;
}

/** Questions, notes, a visit, and waiting. */
function work(telling: Telling, worker: Worker, channel: string): void {
  const { story, plan, affair, random, client, talks, course } = telling;
  const { scenario } = plan;
  if (course === "asked" && affair.asks && client && talks) {
    const [question, answer] = random.pick(affair.asks);
    story.pass(2, 15).say(worker, [question]);
    story.pass(4, 200);
    if (client.portal) story.see(client);
    story.say(client, [answer], {
      channel,
      ...(scenario.picture && random.chance(0.05) ? { picture: scenario.picture } : {}),
    });
    story.mark("said");
    story.pass(3, 60).work(shiftOf(telling)).see(worker);
  }
  if (scenario.notes && random.chance(0.36)) story.pass(4, 90).note(worker, scenario.notes);
  if (random.chance(0.03)) story.pass(1, 9).note(worker, phrases.important, { important: true });
  if (course === "held" && scenario.holds) hold(telling, worker, channel);
  else if (scenario.visits && random.chance(0.35)) visit(telling, worker, channel);
  story.mark("held");
  if (plan.endsAt) story.to(plan.endsAt).pass(1, 30);
  else story.pass(scenario.urgent ? 10 : 25, scenario.urgent ? 150 : 900).work(shiftOf(telling));
}

function visit(telling: Telling, worker: Worker, channel: string): void {
  const { story, plan, random, client, talks } = telling;
  const { visits } = plan.scenario;
  if (!visits) return;
  const [said, answer] = random.pick(visits);
  const when = story.visit(plan.scenario.urgent ? 0 : random.int(0, 2));
  if (client && talks) {
    const soon = plan.scenario.urgent ? "в течение часа" : when.said;
    story.pass(3, 40).say(worker, [said], { names: { когда: soon } });
    story.pass(3, 90);
    if (client.portal) story.see(client);
    if (random.chance(0.7)) story.say(client, [answer], { channel });
    story.pass(3, 40).see(worker);
  }
  if (!plan.scenario.urgent) story.to(when.at);
}

/** It waits until a day; the term resumes it by itself. */
function hold({ story, plan, random, client, talks }: Telling, worker: Worker, channel: string): void {
  const { holds = [] } = plan.scenario;
  const { comment, told, days } = random.pick(holds);
  const day = story.day(random.int(...days));
  if (client && talks) story.pass(4, 60).say(worker, [told], { names: { дата: day.said } });
  story.pass(1, 10).move(worker, "deferred", { comment, resumeAt: day.date });
  if (client && talks && random.chance(0.25)) {
    // A client's word takes it out of waiting.
    story.pass(60, 700);
    if (client.portal) story.see(client);
    story.say(client, phrases.waiting, { channel });
    story.pass(5, 90).work(OFFICE).see(worker);
    story.say(worker, phrases.soon);
  } else {
    const until = Temporal.PlainDate.from(day.date).toZonedDateTime(story.zone).epochMilliseconds + 9 * 3_600_000;
    story.to(new Date(until)).pass(10, 200).work(OFFICE);
  }
}

function hand(telling: Telling, worker: Worker): Worker {
  const { desk, story, random, service, spot } = telling;
  const others = teamAt(desk, service.team?.name, spot).filter(({ id }) => id !== worker.id);
  if (others.length === 0) return worker;
  const other = random.pick(others);
  story.pass(5, 120).note(worker, phrases.handover);
  story.do(worker, { kind: "assign", assignees: [other.id] });
  story.pass(5, 200).work(shiftOf(telling)).see(other);
  return other;
}

function solve({ story, random, client, talks, plan }: Telling, worker: Worker, words: readonly string[]): void {
  const comment = story.speak(worker, words);
  if (client && (talks || random.chance(0.3)) && (plan.endsAt || random.chance(0.75))) story.say(worker, [comment]);
  story.move(worker, "resolved", { comment });
}

/** The client writes that it is not needed any more. */
function drop(telling: Telling, client: Client, worker: Worker, channel: string): void {
  const { story } = telling;
  story.pass(5, 120);
  story.say(
    client,
    [
      "{Уже всё заработало, заявку можно закрыть|Спасибо, разобрались сами}.",
      "{Вопрос снят|Уже не актуально}, {спасибо|закройте, пожалуйста}.",
    ],
    { channel },
  );
  story.pass(3, 60).work(OFFICE).see(worker);
  story.move(worker, "resolved", { comment: story.speak(worker, phrases.calledOff) });
}

/** What was solved is not: the client's letter opens it again. */
function again(telling: Telling, client: Client, worker: Worker, channel: string): void {
  const { story, plan } = telling;
  if (!plan.scenario.again) return;
  story.pass(200, 2500);
  if (client.portal) story.see(client);
  story.say(client, plan.scenario.again, { channel });
  story.pass(5, 150).work(shiftOf(telling)).see(worker);
  story.say(worker, phrases.soon);
  story.pass(30, 400).work(shiftOf(telling));
  solve(telling, worker, phrases.reworked);
}

/** The client confirms and rates; of most one hears no more, and the term closes the ticket. */
function accept(telling: Telling, client: Client): void {
  const { story, random, talks, plan } = telling;
  const isOwn = plan.by !== undefined;
  if (!client.portal || !(isOwn || random.chance(talks ? 0.6 : 0.25))) return;
  story.pass(15, 1800).see(client);
  if (random.chance(0.45)) story.move(client, "closed");
  if (!isOwn && !random.chance(0.6)) return;
  rate(telling, client);
}
