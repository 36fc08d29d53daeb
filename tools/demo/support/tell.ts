import { oneOf, teamAt } from "../cast.ts";
import type { Client, Worker } from "../desk.ts";
import { phrases } from "../phrases.ts";
import { rate } from "../rate.ts";
import { type Request, tellerOf, type Ways } from "../take-request.ts";
import type { Telling } from "../telling.ts";

const SHIFT = { from: 9, to: 18, weekends: false };
const WAYS: Ways = {
  courses: [
    ["plain", 48],
    ["asked", 26],
    ["held", 9],
    ["again", 8],
    ["dropped", 6],
    ["forgotten", 3],
  ],
  channels: () => CHANNELS,
  dispatchers: ["dispatcher", "engineer"],
};
const CHANNELS = [
  ["email", 62],
  ["portal", 18],
  ["call", 8],
  ["messenger", 8],
  ["webform", 4],
] as const;

/** Makes up one question of a user: an agent takes it, asks back, waits, answers. */
export const tellQuestion = tellerOf(WAYS, live);

function live({ telling, says }: Request, client: Client): void {
  const { desk, story, random, service, affair, course, plan } = telling;
  const agent = oneOf(teamAt(desk, service.team?.name, null), random);
  story.pass(6, 240).work(SHIFT).see(agent);
  story.do(agent, { kind: "assign", assignees: [agent.id] });
  story.mark("taken");
  if (course === "asked" && affair.asks) {
    const [question, answer] = random.pick(affair.asks);
    story.pass(2, 20).say(agent, [question], { move: "awaiting_reply" });
    story.mark("answered");
    story.pass(20, 2_500).see(client);
    story.say(client, [answer], { channel: says });
    story.mark("said");
    story.pass(4, 90).work(SHIFT).see(agent);
  }
  if (course === "held") hold(telling, agent);
  else if (plan.scenario.notes && random.chance(0.2)) story.pass(3, 60).note(agent, plan.scenario.notes);
  story.pass(5, 400).work(SHIFT);
  if (course === "dropped") {
    story.move(client, "completed");
    return;
  }
  story.say(agent, affair.done, { move: "completed" });
  story.mark("done");
  if (course === "again" && plan.scenario.again) {
    story.pass(30, 2_000).see(client);
    story.say(client, plan.scenario.again, { channel: says });
    story.pass(5, 120).work(SHIFT).see(agent);
    story.pass(10, 300).work(SHIFT).say(agent, phrases.reworked, { move: "completed" });
  }
  if (plan.by === undefined && !random.chance(0.3)) return;
  story.pass(15, 1_500).see(client);
  rate(telling, client);
}

/** Somebody else has the word; the client is not asked. */
function hold({ story, random, plan }: Telling, agent: Worker): void {
  const { holds = [], notes = [] } = plan.scenario;
  const { comment, days } = random.pick(holds);
  story.pass(3, 60).note(agent, notes);
  story.move(agent, "on_hold", { comment });
  story.mark("held");
  story.to(new Date(story.at.getTime() + random.int(...days) * 86_400_000)).work(SHIFT);
  story.move(agent, "open");
}
