import { oneOf, teamAt, workerOf } from "../cast.ts";
import type { Worker } from "../desk.ts";
import { phrases } from "../phrases.ts";
import { dayAt, type Shift } from "../rhythm.ts";
import type { Telling } from "../telling.ts";
import { chat } from "./chat.ts";
import { finish } from "./finish.ts";

const DESK_HOURS: Shift = { from: 7, to: 23, weekends: true };
const ENGINEERS: Shift = { from: 8, to: 20, weekends: true };
const OFFICE: Shift = { from: 9, to: 18, weekends: false };

/** What becomes of a ticket that was just opened: from the desk's first look to the client's rating. */
export function live(telling: Telling): void {
  const { story, client, talks, course, service } = telling;
  if (service.options.has("routing")) approve(telling);
  if (course === "dropped" && client && talks && !isAppointment(telling)) drop(telling);
  else {
    look(telling);
    if (course === "refused") refuse(telling);
    else {
      const engineer = assign(telling);
      story.mark("answered");
      if (course === "called-off" && client) callOff(telling);
      else work(telling, course === "handed" ? hand(telling, engineer) : engineer);
    }
  }
}

/** The engineer's part: from taking it to the end, and once more when it comes back. */
function work(telling: Telling, engineer: Worker): void {
  const { story, plan, random, client, talks, course } = telling;
  const { scenario, endsAt } = plan;
  take(telling, engineer);
  story.mark("taken");
  if (plan.talk) chat(telling, engineer, plan.talk);
  if (random.chance(0.28) && scenario.notes) story.pass(5, 60).note(engineer, scenario.notes);
  if (course === "forgotten") return;
  if (course === "held") hold(telling, engineer);
  story.mark("held");
  if (endsAt) story.to(endsAt).pass(1, 25);
  else if (!scenario.desk) story.pass(15, 120);
  finish(telling, engineer);
  story.mark("done");
  if (course === "again" && client && talks) again(telling, engineer);
}

const isAppointment = ({ service }: Telling): boolean => service.options.has("appointment");

/** Those who approve agree, or ask the author first. */
function approve({ desk, story, random, service, client, talks, plan }: Telling): void {
  const manager = workerOf(desk, "manager");
  const controller = workerOf(desk, "controller");
  story.pass(20, 600).work(OFFICE);
  if (client && talks && plan.by === undefined && random.chance(0.3)) {
    story.do(manager, { kind: "approve", answer: "clarify", comment: story.speak(manager, phrases.clarify) });
    story.pass(30, 400).see(client);
    story.say(client, phrases.clarified);
    story.pass(30, 300).work(OFFICE);
  }
  const agree = (who: Worker) =>
    story.do(who, { kind: "approve", answer: "agreed", comment: story.speak(who, phrases.agreed) });
  agree(manager);
  if (service.internal) return;
  story.pass(30, 900).work(OFFICE);
  agree(controller);
}

/** The dispatcher sees it, answers, and may ask back. */
function look({ story, plan, affair, random, dispatcher, client, talks, course }: Telling): void {
  const { scenario } = plan;
  if (scenario.urgent || !talks) story.pass(1, 9);
  else story.pass(3, 70).work(DESK_HOURS);
  story.see(dispatcher);
  if (!client || !talks) return;
  if (scenario.replies.length > 0 && random.chance(0.8)) story.pass(1, 4).say(dispatcher, scenario.replies);
  if (course !== "asked" || !affair.asks) return;
  const [question, answer] = random.pick(affair.asks);
  story.pass(1, 6).say(dispatcher, [question]);
  story.pass(2, 80).see(client);
  const picture = scenario.picture && random.chance(0.06) ? scenario.picture : undefined;
  story.say(client, [answer], picture ? { picture } : {});
  story.mark("said");
  story.pass(2, 30).see(dispatcher);
}

/** Somebody of the team gets it, whoever has the way there. */
function assign({ desk, story, random, service, spot, dispatcher, plan }: Telling): Worker {
  const team = teamAt(desk, service.team?.name, spot);
  // The demo's own client is served by the demo's own engineer, so that the two can be played against each other.
  const engineer = oneOf(team, random, plan.by ? 100 : 3);
  story.pass(1, 15);
  story.do(dispatcher, { kind: "assign", assignees: [engineer.id] });
  if (!plan.endsAt && random.chance(0.06)) story.pass(1, 5).note(dispatcher, phrases.important, { important: true });
  if (plan.scenario.urgent && random.chance(0.3)) story.move(dispatcher, "in_progress");
  return engineer;
}

/** The engineer takes it to work and says when he comes. */
function take(telling: Telling, engineer: Worker): void {
  const { story, plan, random, client, talks, service, course } = telling;
  const { scenario } = plan;
  if (scenario.urgent) story.pass(2, 25);
  else if (course === "forgotten") story.pass(60, 600).work(ENGINEERS);
  else story.pass(10, 420).work(scenario.desk ? OFFICE : ENGINEERS);
  story.see(engineer, "notes");
  const isTaken = story.acts.some(({ command }) => command.kind === "move" && command.to === "in_progress");
  if (!isTaken && !isAppointment(telling)) story.move(engineer, "in_progress");
  if (scenario.desk || service.common || service.internal) return;
  if (plan.endsAt || !scenario.visits || !client) {
    story.pass(10, 90);
    return;
  }
  const visit = story.visit(scenario.urgent ? 0 : random.weighted([0, 1, 2, 3], (days) => [5, 6, 3, 1][days] ?? 1));
  const [said, answer] = random.pick(scenario.visits);
  if (talks && random.chance(0.75)) {
    story.pass(1, 10).say(engineer, [said], { names: { когда: scenario.urgent ? "в течение часа" : visit.said } });
    if (random.chance(0.75)) {
      story.pass(2, 120).see(client);
      story.say(client, [answer]);
      if (random.chance(0.85)) story.pass(5, 60).see(engineer);
    }
  }
  if (scenario.urgent) story.pass(15, 90);
  else story.to(visit.at).pass(5, 50);
}

/** It has to wait: the client is told until when, and it resumes by itself or earlier. */
function hold({ story, plan, random, client, talks }: Telling, engineer: Worker): void {
  const { holds } = plan.scenario;
  if (!holds) return;
  const { comment, told, days } = random.pick(holds);
  const day = story.day(random.int(...days));
  story.pass(5, 40).move(engineer, "suspended", { comment, resumeAt: day.date });
  if (client && talks) story.say(engineer, [told], { names: { дата: day.said } });
  const resumes = dayAt(story.at, story.zone, 0, 11);
  if (client && talks && random.chance(0.4)) {
    story.pass(20, 300).see(client);
    story.say(client, ["{Понял</а>|Хорошо}, {спасибо|жду}."]);
    story.pass(10, 200).see(engineer);
  }
  const until = new Date(
    Temporal.PlainDate.from(day.date).toZonedDateTime(story.zone).epochMilliseconds + 11 * 3_600_000,
  );
  if (plan.by === undefined && random.chance(0.35) && until.getTime() - resumes.getTime() > 2 * 86_400_000) {
    story.to(dayAt(story.at, story.zone, 1, random.int(9, 17)));
    story.move(engineer, "in_progress");
  } else story.to(until);
  story.pass(30, 300).work(ENGINEERS);
}

/** An emergency elsewhere: a colleague takes it over. */
function hand({ desk, story, random, service, spot, dispatcher }: Telling, engineer: Worker): Worker {
  const others = teamAt(desk, service.team?.name, spot).filter(({ id }) => id !== engineer.id);
  if (others.length === 0) return engineer;
  const other = random.pick(others);
  story.pass(20, 300).see(engineer);
  story.note(engineer, phrases.handover);
  story.pass(5, 90);
  story.do(dispatcher, { kind: "assign", assignees: [other.id] });
  return other;
}

/** The client changes his mind while nobody has begun. */
function drop({ story, random, client, desk }: Telling): void {
  if (!client) return;
  story.pass(10, 180);
  const reason = random.pick(desk.cancelReasons.filter((text) => text !== "Другое"));
  const comment = story.speak(client, phrases.cancel);
  story.move(client, "cancelled_by_client", { reasons: [reason], ...(comment ? { comment } : {}) });
}

/** The desk calls it off: it is a duplicate, or not ours. */
function refuse({ story, dispatcher, client, talks }: Telling): void {
  story.pass(5, 200);
  const comment = story.speak(dispatcher, phrases.refused);
  story.move(dispatcher, "cancelled", { comment });
  if (client && talks) story.pass(5, 600).see(client);
}

/** The client rings: it is not needed any more. */
function callOff({ desk, story, random, dispatcher }: Telling): void {
  story.pass(30, 500);
  const reasons = [random.pick(desk.cancelReasons.filter((text) => text !== "Другое"))];
  story.move(dispatcher, "cancelled_by_client", { reasons, comment: story.speak(dispatcher, phrases.calledOff) });
}

/** It comes back: reopened with a reason, done once more. */
function again(telling: Telling, engineer: Worker): void {
  const { story, plan, client, dispatcher, random, service } = telling;
  const { scenario } = plan;
  if (!client || !scenario.again || !service.options.has("clientMayReopen")) return;
  story.pass(600, 5000).see(client);
  story.move(client, "reopened", { comment: story.speak(client, scenario.again) });
  story.pass(5, 90).work(DESK_HOURS).see(dispatcher);
  if (random.chance(0.7)) story.say(dispatcher, phrases.soon);
  story.pass(30, 600).work(ENGINEERS).see(engineer);
  story.move(engineer, "in_progress");
  story.pass(30, 300);
  finish(telling, engineer, phrases.reworked);
}
