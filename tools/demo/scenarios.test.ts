import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { FormElement } from "../../core/forms/order-form.ts";
import { validateForm } from "../../core/forms/validate-form.ts";
import { answerForm } from "./answers.ts";
import { companies } from "./helpdesk/companies.ts";
import { programme as helpdesk } from "./helpdesk/programme.ts";
import { outage as brokenTills } from "./helpdesk/scenarios/till.ts";
import { setup as helpdeskSetup } from "./helpdesk/workspace.ts";
import { programme as housing } from "./housing/programme.ts";
import { residents } from "./housing/quarter.ts";
import { outage as noHotWater } from "./housing/scenarios/heating.ts";
import { setup as housingSetup } from "./housing/workspace.ts";
import { phrases } from "./phrases.ts";
import { randomOf } from "./random.ts";
import type { Scenario } from "./scenario.ts";
import { speak } from "./words.ts";

const NAMES = { клиент: "Анна", этаж: "3", подъезд: "1", дом: "ул. Мира", квсверху: "(кв. 4)", привет: "Здравствуйте" };
const DESKS = [
  { setup: housingSetup, scenarios: [...housing.scenarios, noHotWater] },
  { setup: helpdeskSetup, scenarios: [...helpdesk.scenarios, brokenTills] },
];
const scenarios = DESKS.flatMap((desk) => desk.scenarios);

/** All templates of a scenario, with the names that may stand in each. */
function templates({ cases, replies, visits = [], notes = [], holds = [], again = [] }: Scenario) {
  const plain = [
    ...cases.flatMap(({ subject, text, done, asks = [] }) => [subject, text, ...done, ...asks.flat()]),
    ...replies,
    ...notes,
    ...again,
    ...holds.map(({ comment }) => comment),
  ];
  return [
    ...plain.map((text) => ({ text, names: NAMES })),
    ...visits.flat().map((text) => ({ text, names: { ...NAMES, когда: "завтра с 9 до 11" } })),
    ...holds.map(({ told }) => ({ text: told, names: { ...NAMES, дата: "1 мая" } })),
  ];
}

describe("what is said in the demo", () => {
  it("is whole in every variant", () => {
    const all = [
      ...scenarios.flatMap(templates),
      ...Object.values<readonly string[]>(phrases).flatMap((texts) => texts.map((text) => ({ text, names: NAMES }))),
    ];
    for (const { text, names } of all) {
      for (let seed = 0; seed < 8; seed++) {
        const said = speak(text, { random: randomOf(`${seed}`), feminine: seed % 2 === 0, names });
        assert.doesNotMatch(said, /[{}|<>[\]]| {2}|\.\.|,\.| ,|(^|\s)\d:\p{L}/u, `${text} → ${said}`);
      }
    }
  });

  it("plays in services that are there, with answers that their order forms take", () => {
    for (const { setup, scenarios: own } of DESKS) {
      for (const scenario of own) {
        const service = setup.services.find(({ name }) => name === scenario.service);
        assert.ok(service, scenario.service);
        for (const affair of scenario.cases) {
          for (let seed = 0; seed < 8; seed++) {
            const random = randomOf(`${seed}`);
            const say = (text: string) => speak(text, { random, feminine: false, names: NAMES });
            const form: FormElement[] = service.form ?? [];
            const answers = answerForm(form, { scenario, affair }, say, random);
            assert.deepEqual(validateForm(form, answers), [], `${scenario.service}: ${affair.subject}`);
          }
        }
      }
    }
  });

  it("names types, categories, teams and people that are there", () => {
    for (const { setup } of DESKS) {
      const mailboxes = setup.staff.map(({ mailbox }) => mailbox);
      for (const { name, team, autoControllers = [], stages = [] } of setup.services) {
        assert.ok(team === null || setup.teams.includes(team), name);
        const named = [...autoControllers, ...stages.flatMap(({ approvers }) => approvers)];
        assert.ok(
          named.every((mailbox) => mailboxes.includes(mailbox)),
          name,
        );
      }
      for (const { mailbox, teams } of setup.staff)
        assert.ok(
          teams.every((team) => setup.teams.includes(team)),
          mailbox,
        );
    }
  });
});

describe("who is in the demo", () => {
  it("has its own people in each workspace, and nobody's address twice", () => {
    const players = ["admin", "manager", "dispatcher", "engineer", "engineer2", "controller"];
    for (const { setup } of DESKS) {
      assert.deepEqual(
        setup.staff.filter(({ plays }) => plays).map(({ mailbox }) => mailbox),
        players,
      );
      assert.deepEqual(
        setup.players.map(({ email }) => email),
        [`client@${setup.slug}.demo`, `client2@${setup.slug}.demo`],
      );
    }
    const emails = [
      ...residents("x.example").flatMap(({ email }) => (email === "" ? [] : [email])),
      ...companies().flatMap(({ contacts }) => contacts.map(({ email }) => email)),
    ];
    assert.equal(new Set(emails).size, emails.length);
  });

  it("fills a quarter of some 1,500 flats and 40 companies with domains of their own", () => {
    const flats = new Set(residents("x.example").map(({ site, flat }) => `${site}/${flat}`));
    assert.ok(flats.size > 1_350 && flats.size < 1_650, String(flats.size));
    const domains = companies().map(({ domain }) => domain);
    assert.equal(new Set(domains).size, 40);
  });
});
