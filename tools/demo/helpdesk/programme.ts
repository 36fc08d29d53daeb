import { DEMO_ZONE } from "../demo-person.ts";
import { DAY, type Draft, type Programme, scenarioOf } from "../plans.ts";
import type { Random } from "../random.ts";
import { atWork, dayAt } from "../rhythm.ts";
import { BROKEN_CHAIN, companies } from "./companies.ts";
import { office } from "./scenarios/office.ts";
import { outage, till } from "./scenarios/till.ts";
import { workplace } from "./scenarios/workplace.ts";

const scenarios = [...till, ...workplace, ...office];
const of = (service: string) => scenarioOf(scenarios, service);
const HOUR = 3_600_000;
const BROKEN_TICKETS = 24;
/** So many clients write again long after their ticket was closed. */
const LATE_ANSWERS = 14;

export const programme: Programme = {
  scenarios,
  rhythm: {
    // Shops open at nine; cafés are busy in the evening.
    hours: [1, 0.5, 0.5, 0.5, 0.5, 1, 3, 8, 15, 18, 17, 15, 13, 13, 14, 14, 13, 12, 10, 8, 6, 4, 3, 2],
    days: [1.4, 1.15, 1.1, 1.05, 1.1, 0.55, 0.45],
    months: [0.95, 1, 1.05, 1, 1, 0.95, 0.9, 0.95, 1.1, 1.1, 1.15, 1.3],
  },
  fixed: (base, random) => [
    ...ownTickets(base),
    ...unread(base),
    ...brokenChain(base, random),
    ...lateAnswers(base, random),
  ],
};

function ownTickets(base: Date): Draft[] {
  const ago = (days: number) => new Date(base.getTime() - days * DAY);
  const client = "client@helpdesk.demo";
  const client2 = "client2@helpdesk.demo";
  return [
    { at: ago(0.004), scenario: of("Терминал оплаты"), by: client, until: "opened" },
    { at: ago(1.3), scenario: of("Интернет и Wi-Fi"), by: client, course: "asked", until: "taken" },
    { at: ago(3.2), scenario: of("Касса и фискальный регистратор"), by: client, course: "plain", until: "done" },
    { at: ago(19), scenario: of("1С и обмен"), by: client, course: "again" },
    { at: ago(44), scenario: of("Счета и документы"), by: client, course: "plain" },
    { at: ago(83), scenario: of("Принтер и МФУ"), by: client, course: "held" },
    { at: ago(0.02), scenario: of("Рабочее место"), by: client2, course: "plain", until: "answered" },
    { at: ago(5), scenario: of("Почта, учётные записи, доступы"), by: client2, course: "plain" },
    { at: ago(60), scenario: of("Видеонаблюдение"), by: client2, course: "plain" },
  ];
}

/** What contacts answered in the last hours and nobody has read yet. */
function unread(base: Date): Draft[] {
  const asked = ["Терминал оплаты", "Интернет и Wi-Fi", "Касса и фискальный регистратор", "Терминал оплаты"];
  return [...asked, ...asked].map((service, index) => ({
    at: new Date(base.getTime() - (index + 1.5) * 0.6 * HOUR),
    scenario: of(service),
    course: "asked",
    until: "said",
  }));
}

/** A failed update: the tills of one chain stand for a morning. */
function brokenChain(base: Date, random: Random): Draft[] {
  const start = dayAt(base, DEMO_ZONE, -9, 8, 0);
  const endsAt = new Date(start.getTime() + 4.5 * HOUR);
  return Array.from({ length: BROKEN_TICKETS }, () => ({
    at: new Date(start.getTime() + random.next() * random.next() * 3 * HOUR),
    scenario: outage,
    site: BROKEN_CHAIN,
    course: "plain" as const,
    endsAt,
  }));
}

/** Somebody answers to what was closed long ago: that makes a new ticket, linked both ways. */
function lateAnswers(base: Date, random: Random): Draft[] {
  const contacts = companies().flatMap(({ contacts: people }) => people.filter(({ plays }) => !plays));
  const possible = scenarios.filter(({ again, weight }) => again && weight > 0);
  return random.some(contacts, LATE_ANSWERS).flatMap(({ email }) => {
    const scenario = random.pick(possible);
    const days = random.int(35, 150);
    const first: Draft = {
      at: atWork(new Date(base.getTime() - days * DAY), DEMO_ZONE, { from: 9, to: 18, weekends: false }, random),
      scenario,
      by: email,
      course: "plain",
    };
    const at = new Date(first.at.getTime() + random.int(16, 30) * DAY);
    return [first, { at, scenario, by: email, course: "plain", after: first, linksBack: true }];
  });
}
