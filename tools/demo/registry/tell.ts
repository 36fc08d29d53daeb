import type { NewTicket } from "../../../server/tickets/open-ticket.ts";
import { clientOf, workerOf } from "../cast.ts";
import type { Desk, Plan, Spot, Tale } from "../desk.ts";
import { makePerson } from "../names.ts";
import { type Random, randomOf } from "../random.ts";
import { Story } from "../story.ts";

const SHIFT = { from: 9, to: 18, weekends: false };
const FIRMS =
  "Ромашка Вектор Горизонт Меридиан Альянс Прогресс Сфера Технолог Феникс Гранит Каскад Орион Парус Рассвет".split(" ");
const ENDS = "Плюс Групп Сервис Торг Строй Юг Север Инвест".split(" ");
const ASKED = [
  "Приложите подтверждение адреса",
  "В заявлении не указан код ОКВЭД",
  "Нужна нотариально заверенная подпись",
  "Уточните размер доли",
];
const REFUSED = [
  "Представлены не все документы",
  "Заявление подписано не тем лицом",
  "Наименование не отличается от уже зарегистрированного",
];
const MANY_OFFICES = 40;

/** Makes up one submission: at an office, reviewed within some days, sometimes clarified, refused or withdrawn. */
export function tellSubmission(desk: Desk, plan: Plan): Tale {
  const random = randomOf(`${desk.slug}/${plan.number}`);
  const story = new Story({ at: plan.at, zone: desk.zone, random, names: {}, until: plan.until });
  const opened = open(desk, plan, random);
  story.mark("opened");
  review(desk, story, random);
  return { number: plan.number, opened, acts: story.acts.filter(({ at }) => at <= desk.base) };
}

const offices = new WeakMap<Desk["spots"], readonly Spot[]>();

/** Those where most is submitted: all regions, and some far more often than others. */
function officeOf({ spots }: Desk, random: Random): Spot {
  const known = offices.get(spots) ?? [...spots.values()].filter(({ site }) => /ФНС/.test(site));
  offices.set(spots, known);
  const index = random.chance(0.75)
    ? Math.floor(random.next() ** 2 * MANY_OFFICES) * 7
    : random.int(0, known.length - 1);
  const office = known[index % known.length];
  if (!office) throw new Error("There are no offices");
  return office;
}

function open(desk: Desk, plan: Plan, random: Random): Tale["opened"] {
  const service = desk.services.get(plan.scenario.service);
  if (!service) throw new Error(`There is no service ${plan.scenario.service}`);
  const known = plan.by ? clientOf(desk, plan.by).client : null;
  const isPerson = /^Р2/.test(service.name);
  const made = makePerson(random);
  const firm = `ООО «${random.pick(FIRMS)}-${random.pick(ENDS)}»`;
  const digits = (count: number) => Array.from({ length: count }, () => random.int(0, 9)).join("");
  const isNew = /^Р(11|21)/.test(service.name);
  const ways = service.form.find(({ key }) => key === "way")?.options ?? [];
  const ticket: NewTicket = {
    subject: service.name,
    description: "",
    channel: known ? "portal" : random.pick(["visit", "visit", "other"]),
    serviceId: service.id,
    serviceTypeId: service.typeId,
    processKey: service.processKey,
    placeId: officeOf(desk, random).id,
    contactId: known?.id ?? null,
    companyId: null,
    client: known ? null : { name: isPerson ? made.full : firm, phone: made.phone },
    externalId: `${plan.number}${random.pick(["А", "В", "П"])}/${plan.at.getUTCFullYear()}`,
    form: {
      ...(isNew && !isPerson ? {} : { inn: `5${digits(isPerson ? 11 : 9)}` }),
      ...(isNew ? {} : { ogrn: `${isPerson ? 3 : 1}${digits(isPerson ? 14 : 12)}` }),
      ...(ways.length > 0 ? { way: random.pick(ways) } : {}),
    },
    custom: {},
  };
  return { at: plan.at, actor: known ? known.actor : workerOf(desk, "dispatcher").actor, ticket };
}

function review(desk: Desk, story: Story, random: Random): void {
  const inspector = workerOf(desk, random.pick(["engineer", "engineer2"]));
  story.pass(20, 600).work(SHIFT);
  story.do(workerOf(desk, "dispatcher"), { kind: "assign", assignees: [inspector.id] });
  story.pass(10, 900).work(SHIFT);
  story.move(inspector, "under_review");
  if (random.chance(0.18)) {
    story.pass(60, 1_500).work(SHIFT);
    story.move(inspector, "clarification", { comment: random.pick(ASKED) });
    story.pass(1_000, 6_000).work(SHIFT);
    if (random.chance(0.2)) {
      story.move(workerOf(desk, "manager"), "withdrawn");
      return;
    }
    story.move(inspector, "under_review");
  }
  story.pass(900, 3_300).work(SHIFT);
  if (random.chance(0.14)) story.move(inspector, "refused", { comment: random.pick(REFUSED) });
  else story.move(inspector, "ready");
}
