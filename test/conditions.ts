import fc from "fast-check";
import { type Condition, type DayName, simplify, type Value } from "../core/condition/condition.ts";
import { opsOf } from "../core/condition/operators.ts";
import { type CustomField, customField } from "../core/fields/custom-field.ts";
import { type FieldDef, familyOf, type Option } from "../core/fields/field.ts";
import { LINKS, linkedField } from "../core/fields/linked-field.ts";
import { registry } from "../core/fields/registry.ts";
import type { TicketFacts } from "../core/fields/ticket-facts.ts";
import { TICKET_FIELDS } from "../core/fields/ticket-fields.ts";

const label = (en: string, ru = en) => ({ en, ru });
const options = (...keys: string[]): Option[] => keys.map((key) => ({ key, label: label(`The ${key}`) }));

/** One of each type that a workspace can have of its own. */
const OWN: readonly CustomField[] = [
  { key: "remark", type: "text", label: label("Remark", "Пометка") },
  { key: "story", type: "longtext", label: label("Story", "История") },
  { key: "weight", type: "number", label: label("Weight", "Вес") },
  { key: "built", type: "date", label: label("Built", "Построен") },
  {
    key: "heating",
    type: "list",
    label: label("Heating"),
    options: options("gas", "own boiler", "none"),
  },
  { key: "tags", type: "lists", label: label("Tags"), options: options("vip", "a,b", "any") },
  { key: "guarantee", type: "yesno", label: label("Guarantee", "Гарантия") },
  { key: "foreman", type: "person", label: label("Foreman", "Бригадир") },
  { key: "cost", type: "money", currency: "RUB", label: label("Cost", "Стоимость") },
  { key: "page", type: "link", label: label("Page", "Страница") },
  { key: "act", type: "file", label: label("Act", "Акт") },
  {
    key: "ready",
    type: "formula",
    label: label("Ready", "Готово"),
    formula: { text: "created + 1d", result: "moment", reads: ["created"] },
  },
  { key: "price", type: "money", currency: "JPY", label: label("Price", "Цена") },
];

/** The fields of tickets, with the workspace's own of them and of what they have to do with. */
export const FIELDS = registry(
  TICKET_FIELDS,
  [...OWN.map(customField), ...LINKS.flatMap((link) => OWN.map((own) => linkedField(link, own)))],
  { status: options("waiting", "in_progress", "done"), channel: options("email", "portal") },
);

export const IDS = Array.from({ length: 5 }, (_, i) => `0190a000-0000-7000-8000-00000000000${i}`);
export const ZONE = "Europe/Berlin";
/** The day on which clocks go back in Berlin, so that days of 25 hours are asked too. */
export const NOW = new Date("2026-10-25T09:30:00Z");

const id = fc.constantFrom(...IDS);
/** Few letters, so that random texts meet; among them all that text, SQL and `like` treat in a special way. */
const letters = fc.constantFrom(
  ..."aAбБё%_\\\"'«» ,.:()-<>=~^!|#№1iİΣσςß",
  "or",
  "none",
  "Ленина",
  "\n",
  "$1",
  "-- ",
  "..",
);
const texts = fc.array(letters, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
const numbers = fc.oneof(
  fc.integer({ min: -3, max: 6 }),
  fc.constantFrom(0.1, -2.5, 1e21, 1e-7, 2 ** 31, -(2 ** 31), 2 ** 53),
);
const whole = fc.integer({ min: -2, max: 6 });
const days = fc.constantFrom("2026-10-24", "2026-10-25", "2026-10-26", "2026-03-29", "2024-02-29");
const moments = fc.constantFrom(
  "2026-10-25T00:00",
  "2026-10-25T02:30",
  "2026-10-25T10:30:00",
  "2026-10-25T09:30:00.000Z",
  "2026-10-24T22:00Z",
  "2026-10-26T00:00+01:00",
);
const dayNames = fc.constantFrom<DayName>("yesterday", "today", "tomorrow").map((day) => ({ day }));
const distances = fc.constantFrom("0m", "-1d", "1d", "-7d", "2h", "-90m", "1w", "-1mo", "1y").map((now) => ({ now }));
const names = fc.oneof({ weight: 5, arbitrary: texts }, { weight: 1, arbitrary: id }).map((name) => ({ name }));
const me = fc.constant({ me: true } as const);

/** Values that may be asked of the field. `named`: also names that stay names. */
function valueFor(field: FieldDef, named: boolean): fc.Arbitrary<Value> {
  const keys = field.options?.map((option) => option.key) ?? ["low", "High", "none", "a b"];
  switch (familyOf(field)) {
    case "text":
      return texts;
    case "code":
    case "codes":
      return fc.constantFrom(...keys);
    case "number":
      return field.type === "money" ? whole : numbers;
    case "yesno":
      return fc.boolean();
    case "time":
      return fc.constantFrom("00:00", "00:30", "02:30", "10:30", "23:59");
    case "day":
      return fc.oneof(days, dayNames, distances);
    case "moment":
      return fc.oneof(days, moments, dayNames, distances);
    default: {
      const takesMe = ["person", "people", "contact"].includes(field.type);
      return fc.oneof(id, ...(takesMe ? [me] : []), ...(named || field.named ? [names] : []));
    }
  }
}

function testOf(field: FieldDef, named: boolean): fc.Arbitrary<Condition> {
  const value = valueFor(field, named);
  const point = value.filter((one) => familyOf(field) !== "moment" || typeof one !== "object" || "day" in one);
  return fc.constantFrom(...opsOf(field)).chain((op): fc.Arbitrary<Condition> => {
    switch (op) {
      case "empty":
      case "set":
        return fc.constant({ field: field.key, op });
      case "in":
        return fc.array(point, { minLength: 1, maxLength: 4 }).map((values) => ({ field: field.key, op, values }));
      case "between":
        return fc.tuple(value, value).map((values) => ({ field: field.key, op, values }));
      default:
        return (op === "is" || op === "not" ? point : value).map((one) => ({ field: field.key, op, value: one }));
    }
  });
}

/** What is only told in columns takes no question. */
const ASKED = FIELDS.fields.filter((field) => field.filterable);

/** Conditions that `checkCondition` takes, over all fields, all questions and all kinds of values. */
export function conditions({ named }: { named: boolean }): fc.Arbitrary<Condition> {
  const leaf = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...ASKED).chain((field) => testOf(field, named)) },
    { weight: 1, arbitrary: texts.map((text) => ({ text })) },
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => {
    const some = fc.array(tie("condition"), { maxLength: 3 });
    return {
      condition: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        leaf,
        some.map((all) => ({ all })),
        some.map((any) => ({ any })),
        tie("condition").map((not) => ({ not })),
      ),
    };
  });
  return condition;
}

/** The same in the form in which text gives them back. */
export const simpleConditions = conditions({ named: true }).map((condition) => simplify(condition, FIELDS));

const or = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 3 });
const ids = fc.uniqueArray(id, { maxLength: 3 });
const instants = fc
  .oneof(
    fc.constantFrom("2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z", "2026-10-25T09:30:00Z", "2026-10-25T00:30:00Z"),
    fc.constantFrom("2026-10-18T09:30:00Z", "2026-10-25T11:30:00Z", "2026-03-29T00:59:59.999Z"),
  )
  .map((iso) => new Date(iso));
/** What stands in `custom`: mostly what the field takes, now and then what an earlier type of the field left there. */
const stray = fc.constantFrom<unknown>(null, "", "x", 3, true, [], ["vip"], { amount: "1" }, "2026-10-25", [1]);
const kept = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 5, arbitrary: value as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: stray });
const money = (currency: string) => whole.map((amount) => ({ amount, currency }));
const custom = fc.record(
  {
    remark: kept(texts),
    story: kept(texts),
    weight: kept(numbers),
    built: kept(days),
    heating: kept(fc.constantFrom("gas", "own boiler", "none")),
    tags: kept(fc.subarray(["vip", "a,b", "any"])),
    guarantee: kept(fc.boolean()),
    foreman: kept(id),
    cost: kept(money("RUB")),
    price: kept(money("JPY")),
    page: kept(fc.record({ url: texts, text: texts }, { requiredKeys: ["url"] })),
    act: kept(fc.record({ id, name: texts })),
    ready: kept(instants.map((at) => at.toISOString())),
  },
  { requiredKeys: [] },
);

/** What is known of random tickets. */
export const ticketFacts: fc.Arbitrary<TicketFacts> = fc.record({
  number: fc.integer({ min: 0, max: 6 }),
  status: fc.constantFrom("waiting", "in_progress", "done"),
  category: fc.constantFrom("new", "open", "closed"),
  subject: fc.oneof({ weight: 4, arbitrary: texts }, { weight: 1, arbitrary: fc.constant("") }),
  channel: fc.constantFrom("email", "portal"),
  priority: or(fc.constantFrom("low", "High", "none", "a b", "")),
  externalId: or(texts),
  serviceId: or(id),
  serviceName: or(texts),
  serviceTypeId: or(id),
  placeId: or(id),
  placePath: ids,
  groupId: or(id),
  quarterId: or(id),
  siteId: or(id),
  unitId: or(id),
  entrance: or(texts),
  floor: or(fc.constantFrom("1", "2", "")),
  address: or(texts),
  contactId: or(id),
  contactName: or(texts),
  companyId: or(id),
  clientCategoryId: or(id),
  clientStatus: fc.constantFrom(null, "owner", "tenant"),
  clientTags: fc.subarray(["vip", "any", "pays late"]),
  debt: or(fc.constantFrom(-300, 0, 50_000)),
  quarterManagerId: or(id),
  crmName: or(texts),
  teamId: or(id),
  assignees: ids,
  pastAssignees: ids,
  controllers: ids,
  observers: ids,
  approvers: ids,
  approvedAt: or(instants),
  acceptedBy: or(id),
  acceptedAt: or(instants),
  resolvedAt: or(instants),
  closedBy: or(id),
  closedAt: or(instants),
  firstReplyBy: or(id),
  firstReplyAt: or(instants),
  firstReplySeconds: or(fc.nat(10_000)),
  solutionSeconds: or(fc.nat(10_000)),
  processedBy: or(id),
  processingStartedAt: or(instants),
  processingEndedAt: or(instants),
  processingSeconds: or(fc.nat(10_000)),
  createdAt: instants,
  updatedAt: instants,
  dueAt: or(instants),
  reactionDueAt: or(instants),
  resumeAt: or(instants),
  breached: fc.subarray(["reaction", "resolution"]),
  rating: or(fc.integer({ min: 1, max: 5 })),
  wasReopened: fc.boolean(),
  stage: fc.constantFrom(null, "first_line", "second_line"),
  invited: ids,
  hasAttachments: fc.boolean(),
  unseen: fc.integer({ min: 0, max: 3 }),
  incidentId: or(id),
  incidentNumber: or(whole),
  important: or(texts),
  custom,
  contactCustom: or(custom),
  companyCustom: or(custom),
  placeCustom: or(custom),
  siteCustom: or(custom),
});
