import { subjectOfAnswers } from "../../../core/forms/subject-of-answers.ts";
import type { NewTicket } from "../../../server/tickets/open-ticket.ts";
import { answerForm, chooseCase } from "../answers.ts";
import { anybody, clientOf, dispatcherAt, teamAt } from "../cast.ts";
import type { Client, Course, Desk, LoadedDemoService, Plan, Spot, Tale } from "../desk.ts";
import { makePerson } from "../names.ts";
import { mayBeForgotten } from "../plans.ts";
import { type Random, randomOf } from "../random.ts";
import { clockOf } from "../rhythm.ts";
import { Story } from "../story.ts";
import type { Telling } from "../telling.ts";
import { tidy } from "../tidy.ts";
import { live } from "./live.ts";

const COURSES: readonly (readonly [Course, number])[] = [
  ["plain", 52],
  ["asked", 18],
  ["held", 7],
  ["again", 6],
  ["dropped", 5],
  ["refused", 3.5],
  ["called-off", 2.5],
  ["handed", 5],
  ["forgotten", 1],
];

/** Makes up one ticket of a resident or of the house, as far as it has come by the desk's present. */
export function tellRequest(desk: Desk, plan: Plan, idAt?: (at: Date) => string): Tale {
  const random = randomOf(plan.seed ?? `${desk.slug}/${plan.number}`);
  const { scenario } = plan;
  const service = desk.services.get(scenario.service);
  if (!service) throw new Error(`There is no service ${scenario.service}`);
  const forResident = !service.common && !service.internal;
  const who = plan.by ? clientOf(desk, plan.by) : anybody(desk, plan, random);
  const client = forResident ? who.client : null;
  const spot = placeOf(desk, who.spot, scenario.where, random);
  const drawn = plan.course ?? random.weighted(COURSES, ([, weight]) => weight)[0];
  const course = drawn === "forgotten" && !mayBeForgotten(plan, desk.base) ? "plain" : drawn;
  const dispatcher = dispatcherAt(desk, clockOf(plan.at, desk.zone).hour, random);
  const story = new Story({
    at: plan.at,
    zone: desk.zone,
    random,
    names: namesOf(client, spot, random),
    until: plan.until,
    idAt,
  });
  const talks = client?.portal === true && (isFixed(plan) || random.chance(0.72));
  const affair = chooseCase(scenario, course, random);
  const telling: Telling = { desk, plan, story, affair, random, service, spot, client, talks, course, dispatcher };
  const opened = open(telling);
  story.mark("opened");
  live(telling);
  tidy(telling, opened.ticket);
  const acts = story.acts.filter(({ at }) => at <= desk.base);
  return {
    number: plan.number,
    opened,
    acts,
    ...(plan.linkedTo === undefined ? {} : { linkedTo: plan.linkedTo }),
  };
}

function open({
  desk,
  plan,
  story,
  affair,
  random,
  service,
  spot,
  client,
  talks,
  dispatcher,
}: Telling): Tale["opened"] {
  const { scenario } = plan;
  const author = service.internal
    ? random.pick(teamAt(desk, service.team?.name, spot))
    : client && talks
      ? client
      : dispatcher;
  const picture = talks && scenario.picture && random.chance(0.05) ? story.photo(scenario.picture) : undefined;
  // Also what is said on the telephone is said by the client.
  const speaker = client ?? author;
  const words = story.speak(speaker, [affair.text]);
  const greeting = talks && random.chance(0.55) ? `${story.speak(author, ["[привет]!", "[привет]."])} ` : "";
  const unknown = client !== null && !talks && random.chance(0.05);
  const subject = story.speak(speaker, [affair.subject]);
  const channel = channelOf(service, talks, random);
  const form = answerForm(service.form, { scenario, affair }, (text) => story.speak(speaker, [text]), random);
  // Residents give no subject: what they have answered stands for it.
  const answered = channel === "portal" ? subjectOfAnswers(service.form, form, "ru") : "";
  const ticket: NewTicket = {
    subject: answered || subject,
    description: greeting + words,
    channel,
    priority: scenario.urgent && service.common ? "high" : null,
    serviceId: service.id,
    serviceTypeId: service.typeId,
    processKey: service.processKey,
    placeId: spot?.id ?? null,
    contactId: client && !unknown ? client.id : null,
    client: unknown ? stranger(random) : null,
    companyId: null,
    form,
    custom: {},
    externalId: null,
    teamId: service.team?.id ?? null,
    clientFiles: picture ? 1 : 0,
  };
  return { at: plan.at, actor: author.actor, ticket, ...(picture ? { picture } : {}) };
}

/** Who is to stand at a certain point of the story is on the portal. */
const isFixed = ({ by, until }: Plan): boolean => by !== undefined || until !== undefined;

function channelOf(service: LoadedDemoService, talks: boolean, random: Random): string {
  if (service.internal) return "internal";
  if (talks) return "portal";
  if (service.common) return random.pick(["call", "call", "visit", "internal"]);
  return random.pick(["call", "call", "call", "call", "visit", "messenger"]);
}

const stranger = (random: Random): { name: string; phone: string } => {
  const { full, phone } = makePerson(random);
  return { name: full, phone };
};

/** The flat itself, its entrance, or the house. */
function placeOf(desk: Desk, home: Spot, where: Plan["scenario"]["where"], random: Random): Spot | null {
  if (where === "none") return null;
  if (where === "unit") return home;
  const kind = where === "site" ? "site" : "entrance";
  const found = home.path.map((id) => desk.spots.get(id)).find((spot) => spot?.kind === kind);
  if (!found) throw new Error(`${home.site} has no ${kind}`);
  const floor = home.floor ?? String(random.int(2, 5));
  return { ...found, entrance: home.entrance, floor };
}

function namesOf(client: Client | null, spot: Spot | null, random: Random): Record<string, string> {
  const unit = Number(spot?.unit ?? random.int(10, 60));
  return {
    клиент: client?.polite ?? "",
    этаж: spot?.floor ?? String(random.int(2, 5)),
    подъезд: spot?.entrance ?? String(random.int(1, 3)),
    дом: spot?.site ?? "",
    квсверху: `(кв. ${unit + 4})`,
  };
}
