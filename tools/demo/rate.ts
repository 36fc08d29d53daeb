import type { Client } from "./desk.ts";
import { phrases } from "./phrases.ts";
import type { Telling } from "./telling.ts";

/** The client says how content he is; less so where he had to come back. */
export function rate({ story, random, course, plan }: Telling, client: Client): void {
  const score = random.weighted(
    [5, 4, 3, 2, 1],
    (value) => (course === "again" ? [16, 14, 25, 25, 20] : [2, 3, 7, 20, 68])[value - 1] ?? 0,
  );
  const [good, fair, poor] = plan.scenario.visits
    ? [phrases.goodRating, phrases.fairRating, phrases.poorRating]
    : [phrases.deskRating, phrases.deskFairRating, phrases.deskPoorRating];
  const words = score > 3 ? good : score === 3 ? fair : poor;
  story.pass(1, 9).do(client, { kind: "rate", score, comment: story.speak(client, words) });
  story.mark("rated");
}
