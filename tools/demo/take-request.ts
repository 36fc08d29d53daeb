import type { NewTicket } from "../../server/tickets/open-ticket.ts";
import { answerForm, chooseCase } from "./answers.ts";
import { clientOf, teamAt, workerOf } from "./cast.ts";
import type { Client, Course, Desk, LoadedDemoService, Plan, Tale } from "./desk.ts";
import { mayBeForgotten } from "./plans.ts";
import { type Random, randomOf } from "./random.ts";
import { Story } from "./story.ts";
import type { Telling } from "./telling.ts";
import { tidy } from "./tidy.ts";

/** How requests of companies come to a desk and go on there, each with its weight. */
export type Ways = {
  courses: readonly (readonly [Course, number])[];
  channels: (service: LoadedDemoService) => readonly (readonly [string, number])[];
  /** Who enters what is said on the telephone: the first one more often. */
  dispatchers: readonly [string, string];
};

/** A request that has just been opened, and the story that goes on from there. */
export type Request = {
  telling: Telling;
  opened: Tale["opened"];
  channel: string;
  /** The way by which the client goes on: on the portal, or by letter. */
  says: "portal" | "email";
};

/** Somebody of a company asks, by letter, on the portal or by a word to the desk. */
export function takeRequest(desk: Desk, plan: Plan, { courses, channels, dispatchers }: Ways): Request {
  const random = randomOf(`${desk.slug}/${plan.number}`);
  const { scenario } = plan;
  const service = desk.services.get(scenario.service);
  if (!service) throw new Error(`There is no service ${scenario.service}`);
  const who = plan.by ? clientOf(desk, plan.by) : someone(desk, plan.site, random);
  const client = service.internal ? null : who.client;
  const spot = scenario.where === "none" ? null : who.spot;
  const drawn = plan.course ?? random.weighted(courses, ([, weight]) => weight)[0];
  const course = drawn === "forgotten" && !mayBeForgotten(plan, desk.base) ? "plain" : drawn;
  const story = new Story({
    at: plan.at,
    zone: desk.zone,
    random,
    names: { клиент: client?.polite ?? "", точка: who.spot.site },
    until: plan.until,
  });
  const channel = plan.linksBack ? "email" : random.weighted(channels(service), ([, weight]) => weight)[0];
  const talks = client !== null && ["email", "portal", "webform"].includes(channel);
  const telling: Telling = {
    affair: chooseCase(scenario, course, random),
    desk,
    plan,
    story,
    random,
    service,
    spot,
    client,
    talks,
    course,
    dispatcher: workerOf(desk, dispatchers[random.chance(0.6) ? 0 : 1]),
  };
  const opened = open(telling, channel);
  story.mark("opened");
  return { telling, opened, channel, says: channel === "portal" ? "portal" : "email" };
}

/** The story as it has come to be by the desk's present. */
export function taleOf({ telling: { plan, story, desk }, opened }: Request): Tale {
  return {
    number: plan.number,
    opened,
    acts: story.acts.filter(({ at }) => at <= desk.base),
    ...(plan.linkedTo === undefined ? {} : { linkedTo: plan.linkedTo }),
    ...(plan.linksBack ? { linksBack: true } : {}),
  };
}

function open(
  { affair, desk, plan, story, random, service, spot, client, talks, dispatcher }: Telling,
  channel: string,
): Tale["opened"] {
  const { scenario } = plan;
  const author =
    client && talks ? client : service.internal ? random.pick(teamAt(desk, service.team?.name, spot)) : dispatcher;
  const picture = talks && scenario.picture && random.chance(0.03) ? story.photo(scenario.picture) : undefined;
  // Also what is said on the telephone is said by the client.
  const speaker = client ?? author;
  const words = story.speak(speaker, plan.linksBack && scenario.again ? scenario.again : [affair.text]);
  const greeting =
    talks && random.chance(0.7)
      ? `${story.speak(author, ["[привет]!", "[привет]."])}${channel === "email" ? "\n\n" : " "}`
      : "";
  const ticket: NewTicket = {
    subject: story.speak(speaker, [affair.subject]),
    description: `${greeting}${words}${channel === "email" && client ? signature(client, random) : ""}`,
    channel,
    priority: scenario.urgent
      ? random.pick(["high", "high", "critical"])
      : random.pick(["normal", "normal", "low", null]),
    serviceId: service.id,
    serviceTypeId: service.typeId,
    processKey: service.processKey,
    placeId: spot?.id ?? null,
    contactId: client?.id ?? null,
    client: null,
    companyId: client?.company?.id ?? null,
    form:
      channel === "portal"
        ? answerForm(service.form, { scenario, affair }, (text) => story.speak(speaker, [text]), random)
        : {},
    custom: {},
    externalId: null,
    clientFiles: picture ? 1 : 0,
    ...answers(client, service.team?.id ?? null),
  };
  return { at: plan.at, actor: author.actor, ticket, ...(picture ? { picture } : {}) };
}

/** Who answers for it: the company's manager, else his team, else the service's team; the company's observers look on. */
function answers(
  client: Client | null,
  serviceTeam: string | null,
): Pick<NewTicket, "assignees" | "teamId" | "observers" | "why"> {
  const company = client?.company;
  if (!company?.managerId && !company?.managerTeamId)
    return { teamId: serviceTeam, observers: company?.observerIds ?? [] };
  const { id, managerId, managerTeamId, observerIds } = company;
  const why = [{ rule: "manager-of-company", facts: { of: id, assignee: managerId, team: managerTeamId } }];
  return {
    assignees: managerId ? [managerId] : [],
    teamId: managerId ? null : managerTeamId,
    observers: observerIds,
    why,
  };
}

function signature({ polite, phone }: Client, random: Random): string {
  const forms = ["", "", `\n\nС уважением,\n${polite}`, `\n\n--\n${polite}\n${phone ?? ""}`, `\n\nСпасибо,\n${polite}`];
  return random.pick(forms).trimEnd();
}

/** Anybody of a company, whether he uses the portal or not. */
function someone(
  desk: Desk,
  site: string | undefined,
  random: Random,
): (typeof desk.homes)[number] & { client: Client } {
  const homes =
    site === undefined
      ? desk.homes
      : desk.homes.filter(({ people }) => people.some(({ email }) => email?.endsWith(`@${site}`)));
  const home = random.pick(homes);
  return { ...home, client: random.pick(home.people) };
}

/** Tells requests one of which lives on in the same way as the others, unless it was forgotten or nobody asked. */
export const tellerOf =
  (ways: Ways, live: (request: Request, client: Client) => void) =>
  (desk: Desk, plan: Plan): Tale => {
    const request = takeRequest(desk, plan, ways);
    const { telling, opened } = request;
    if (telling.client && telling.course !== "forgotten") live(request, telling.client);
    tidy(telling, opened.ticket);
    return taleOf(request);
  };
