import { DEMO_ZONE } from "../demo-person.ts";
import type { Draft, Programme } from "../plans.ts";
import { DAY, scenarioOf } from "../plans.ts";
import type { Random } from "../random.ts";
import { dayAt } from "../rhythm.ts";
import { electricity } from "./scenarios/electricity.ts";
import { heating, outage } from "./scenarios/heating.ts";
import { office } from "./scenarios/office.ts";
import { plumbing } from "./scenarios/plumbing.ts";
import { yard } from "./scenarios/yard.ts";

const scenarios = [...plumbing, ...heating, ...electricity, ...yard, ...office];
const of = (service: string) => scenarioOf(scenarios, service);
const HOUR = 3_600_000;

/** The house that was without hot water. */
const DRY_HOUSE = "ул. Мира, 7";
const DRY_TICKETS = 40;

export const programme: Programme = {
  scenarios,
  rhythm: {
    // Before work and after it, with a dip at noon; few at night.
    hours: [2, 1, 1, 1, 1, 2, 5, 10, 14, 14, 12, 10, 9, 9, 9, 9, 10, 12, 15, 17, 15, 11, 7, 4],
    days: [1.35, 1.1, 1.05, 1, 1, 0.75, 0.7],
    months: [1.15, 1.1, 1, 0.9, 0.85, 0.9, 0.9, 0.85, 1, 1.35, 1.25, 1.15],
  },
  fixed: (base, random) => [...ownTickets(base), ...unread(base), ...dryHouse(base, random)],
};

/** Tickets of the demo's own residents: some that go on, and what they asked before. */
function ownTickets(base: Date): Draft[] {
  const ago = (days: number) => new Date(base.getTime() - days * DAY);
  const { visits: _visits, ...meter } = of("Счётчики воды");
  // At once, so that it surely waits now.
  const postponed = { ...meter, holds: (meter.holds ?? []).map((hold) => ({ ...hold, days: [8, 12] as const })) };
  const client = "client@housing.demo";
  const client2 = "client2@housing.demo";
  return [
    { at: ago(0.005), scenario: of("Смеситель, кран, унитаз"), by: client, until: "opened" },
    { at: ago(1.2), scenario: of("Домофон и ключи"), by: client, course: "asked", until: "taken" },
    { at: ago(2.6), scenario: postponed, by: client, course: "held" },
    { at: ago(4), scenario: of("Освещение подъезда"), by: client, course: "plain", until: "done" },
    { at: ago(23), scenario: of("Отопление"), by: client, course: "plain" },
    { at: ago(47), scenario: of("Вопрос по начислениям"), by: client, course: "plain" },
    { at: ago(71), scenario: of("Протечка"), by: client, course: "again" },
    { at: ago(118), scenario: of("Справка или выписка"), by: client, course: "plain" },
    { at: ago(0.018), scenario: of("Свет в квартире"), by: client2, course: "plain", until: "answered" },
    { at: ago(2.1), scenario: of("Ремонт подъезда"), by: client2, course: "plain", until: "opened" },
    { at: ago(15), scenario: of("Уборка подъезда"), by: client2, course: "plain" },
    { at: ago(88), scenario: of("Лифт"), by: client2, course: "plain" },
  ];
}

/** What residents answered in the last hours and nobody has read yet. */
function unread(base: Date): Draft[] {
  const asked = ["Протечка", "Лифт", "Свет в квартире", "Протечка", "Лифт", "Свет в квартире"];
  return asked.map((service, index) => ({
    at: new Date(base.getTime() - (index + 1.5) * 0.7 * HOUR),
    scenario: of(service),
    course: "asked",
    until: "said",
  }));
}

/** Some days ago a house lost its hot water in the evening: forty write, one emergency, all done by midnight. */
function dryHouse(base: Date, random: Random): Draft[] {
  const start = dayAt(base, DEMO_ZONE, -4, 18, 10);
  const end = new Date(start.getTime() + 5.5 * HOUR);
  const main: Draft = {
    at: new Date(start.getTime() + 0.2 * HOUR),
    scenario: {
      ...of("Общедомовая авария"),
      cases: [
        {
          subject: `Авария на вводе ГВС, ${DRY_HOUSE}`,
          text: "Порыв на вводе горячей воды, дом отключён. Бригада на месте, теплосеть оповещена. Ориентир: к полуночи.",
          done: ["Участок трубы заменён, ГВС подана в дом, давление в норме."],
        },
      ],
      notes: ["Раскопали у второго подъезда, меняем участок три метра.", "Теплосеть дала добро на запуск в 23:20."],
    },
    site: DRY_HOUSE,
    course: "plain",
    endsAt: end,
  };
  const others = Array.from(
    { length: DRY_TICKETS },
    (_, index): Draft => ({
      // Most come at the beginning.
      at: new Date(start.getTime() + random.next() * random.next() * 2 * HOUR),
      scenario: outage,
      site: DRY_HOUSE,
      course: "plain",
      endsAt: end,
      // Every flat once: 7 and the number of flats have no divisor in common.
      home: index * 7,
      after: main,
    }),
  );
  return [main, ...others.map((draft) => ({ ...draft, at: later(draft.at, main.at) }))];
}

/** Those who wrote before the emergency was known are linked to it as well, but nobody links to what is not there. */
const later = (at: Date, than: Date): Date => (at > than ? at : new Date(than.getTime() + (at.getTime() % 600_000)));
