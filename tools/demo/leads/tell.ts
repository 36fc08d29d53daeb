import type { Actor } from "../../../core/process/commands.ts";
import type { NewTicket } from "../../../server/tickets/open-ticket.ts";
import { clientOf, workerOf } from "../cast.ts";
import type { Desk, Plan, Tale, Worker } from "../desk.ts";
import { makePerson } from "../names.ts";
import { type Random, randomOf } from "../random.ts";
import { dayAt } from "../rhythm.ts";
import { Story } from "../story.ts";

const SITE: Actor = { kind: "system", id: null };
const SHIFT = { from: 9, to: 20, weekends: true };
/** How a window ends, and how often. */
const ENDINGS = [
  ["processed", 70],
  ["postponed", 22],
  ["left", 8],
] as const;
/** After so many windows it is processed at last. */
const MOST_WINDOWS = 4;
const WHY_LATER = ["Не дозвонились", "Абонент недоступен", "Попросили перезвонить", "Советуются дома"];
const RESULTS = [
  "Отправили расчёт",
  "Записали на замер",
  "Ответили на вопросы",
  "Купят в другом месте",
  "Ошиблись номером",
];
const MINUTE = 60_000;

/** Makes up one request of a visitor: who opens its window, how long he has it, and what comes of it. */
export function tellVisit(desk: Desk, plan: Plan): Tale {
  const random = randomOf(`${desk.slug}/${plan.number}`);
  const story = new Story({ at: plan.at, zone: desk.zone, random, names: {}, until: plan.until });
  const opened = open(desk, plan, random);
  story.mark("opened");
  process(desk, story, random);
  return { number: plan.number, opened, acts: story.acts.filter(({ at }) => at <= desk.base) };
}

function open(desk: Desk, plan: Plan, random: Random): Tale["opened"] {
  const service = desk.services.get(plan.scenario.service);
  if (!service) throw new Error(`There is no service ${plan.scenario.service}`);
  const known = plan.by ? clientOf(desk, plan.by).client : null;
  const visitor = makePerson(random);
  const affair = random.pick(plan.scenario.cases);
  const name = random.chance(0.6) ? visitor.polite : (visitor.polite.split(" ")[0] ?? visitor.polite);
  const ticket: NewTicket = {
    subject: affair.subject,
    description: affair.text,
    channel: known ? "portal" : "webform",
    serviceId: service.id,
    serviceTypeId: service.typeId,
    processKey: service.processKey,
    contactId: known?.id ?? null,
    companyId: known?.company?.id ?? null,
    client: known ? null : { name, phone: visitor.phone },
    form: {},
    custom: {},
  };
  return { at: plan.at, actor: known ? known.actor : SITE, ticket };
}

function process(desk: Desk, story: Story, random: Random): void {
  const staff = ["dispatcher", "engineer", "engineer2", "controller"].map((mailbox) => workerOf(desk, mailbox));
  story.pass(2, 150).work(SHIFT);
  for (let windows = 1; ; windows++) {
    const drawn = random.weighted(ENDINGS, ([, weight]) => weight)[0];
    const ending = windows < MOST_WINDOWS ? drawn : "processed";
    const worker = random.pick(staff);
    const until = new Date(story.at.getTime() + Math.round(random.span(1.5, 14)) * MINUTE);
    // The page promises to be there a little longer than it is.
    story.do(worker, { kind: "open-on-screen", hold: { until: new Date(until.getTime() + 1000).toISOString() } });
    story.to(until);
    if (ending === "processed") {
      story.move(worker, "processed", random.chance(0.7) ? { comment: random.pick(RESULTS) } : {});
      if (windows > 1 || !random.chance(0.05)) return;
      takeBack(desk, story);
    } else if (ending === "postponed") postpone(desk, story, worker, random);
    else {
      story.do(worker, { kind: "leave-screen" });
      story.pass(5, 90).work(SHIFT);
    }
  }
}

/** The manager finds that it was processed wrongly. */
function takeBack(desk: Desk, story: Story): void {
  story.pass(30, 600).work(SHIFT);
  story.move(workerOf(desk, "manager"), "new");
  story.pass(5, 60).work(SHIFT);
}

function postpone(desk: Desk, story: Story, worker: Worker, random: Random): void {
  const then = dayAt(story.at, desk.zone, random.int(1, 4), random.int(10, 18));
  story.move(worker, "postponed", { comment: random.pick(WHY_LATER), resumeAt: then.toISOString() });
  story.to(then).pass(3, 90).work(SHIFT);
}
