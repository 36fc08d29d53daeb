import { workerOf } from "../cast.ts";
import type { Client, Worker } from "../desk.ts";
import { phrases } from "../phrases.ts";
import type { Random } from "../random.ts";
import type { Telling } from "../telling.ts";

/** The work is done: with its paper and its control where the service asks for them; the client thanks and rates. */
export function finish(telling: Telling, engineer: Worker, words = telling.affair.done): void {
  const { desk, story, plan, random, service, client, talks } = telling;
  const comment = story.speak(engineer, words);
  if (plan.scenario.desk) story.pass(15, 900).work({ from: 9, to: 18, weekends: false });
  if (service.options.has("requireDocument")) {
    story.attach(engineer, `${plan.scenario.desk ? "Справка" : "Акт"} ${plan.number}.jpg`);
    story.pass(1, 5);
  }
  if (service.options.has("qualityControl")) control(telling, engineer, comment);
  else story.move(engineer, "done", { comment });
  if (!client) return;
  if (talks && random.chance(plan.endsAt ? 1 : 0.55))
    story.say(plan.endsAt ? workerOf(desk, "dispatcher") : engineer, [comment]);
  answer(telling, client, engineer);
}

/** The one who controls accepts it, or sends it back once. */
function control({ desk, story, random }: Telling, engineer: Worker, comment: string): void {
  const controller = workerOf(desk, "controller");
  story.move(engineer, "quality_control", { comment });
  story.pass(30, 700).work({ from: 9, to: 18, weekends: false }).see(controller);
  if (random.chance(0.15)) {
    story.move(controller, "in_progress", { comment: story.speak(controller, phrases.returned) });
    story.pass(30, 240).work({ from: 8, to: 19, weekends: true }).see(engineer);
    story.move(engineer, "quality_control", { comment });
    story.pass(20, 300).work({ from: 9, to: 18, weekends: false });
  }
  story.move(controller, "done", { comment });
}

/** Not everybody looks, fewer thank, and some rate; who is not content does not thank. */
function answer({ story, random, talks, plan, course }: Telling, client: Client, engineer: Worker): void {
  const isOwn = plan.by !== undefined;
  if (!client.portal || !(isOwn || random.chance(talks ? 0.68 : 0.25))) return;
  const { score, comment } = rating(random, course === "again" || course === "held", plan.scenario.desk === true);
  story.pass(10, 1500).see(client);
  if (talks && score > 3 && random.chance(0.36)) {
    story.say(client, phrases.thanks);
    if (random.chance(0.9)) story.pass(5, 120).see(engineer);
  }
  if (!isOwn && !random.chance(0.55)) return;
  story.pass(1, 20);
  story.do(client, { kind: "rate", score, comment: story.speak(client, comment) });
  story.mark("rated");
}

/** Most are content; those who waited less so. */
function rating(random: Random, waited: boolean, desk: boolean): { score: number; comment: readonly string[] } {
  const weights = waited ? [14, 12, 22, 28, 24] : [2, 3, 6, 17, 72];
  const score = random.weighted([5, 4, 3, 2, 1], (value) => weights[value - 1] ?? 0);
  if (score > 3) return { score, comment: desk ? phrases.deskRating : phrases.goodRating };
  return { score, comment: score === 3 ? phrases.fairRating : phrases.poorRating };
}
