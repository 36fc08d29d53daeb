import type { Client, Worker } from "../desk.ts";
import type { Shift } from "../rhythm.ts";
import type { Telling } from "../telling.ts";
import { talk } from "./talk.ts";

const DESK_HOURS: Shift = { from: 7, to: 23, weekends: true };
const WORKING: Shift = { from: 8, to: 20, weekends: true };

/** What is written while the ticket is worked on, besides what its kind brings: so many messages and notes. */
export function chat(telling: Telling, engineer: Worker, count: number): void {
  const { random, client, talks } = telling;
  for (let left = count; left > 0; ) {
    const isAmongUs = !client || !talks || random.chance(0.4);
    left -= isAmongUs ? confer(telling, engineer, left) : exchange(telling, engineer, client, left);
  }
}

/** The client asks or adds something, in one message or several; the answer comes likewise. Answers how many it were. */
function exchange({ story, random, dispatcher }: Telling, engineer: Worker, client: Client, most: number): number {
  const { asks, adds, answers, goesOn } = talk;
  let said = 0;
  pause();
  const speak = (who: Worker | Client, texts: readonly string[]) => {
    if (said >= most) return;
    story.say(who, texts);
    said++;
  };
  const begins = random.chance(0.7);
  if (begins) {
    speak(client, asks);
    while (random.chance(0.4)) next().speak(client, adds);
  }
  const who = random.chance(0.6) ? dispatcher : engineer;
  if (begins && said < most) story.pass(2, 45).work(DESK_HOURS).see(who);
  speak(who, begins ? answers : talk.tells);
  while (random.chance(0.3)) next().speak(who, goesOn);
  if (said < most) {
    story.pass(2, 90).see(client);
    if (random.chance(0.5)) speak(client, talk.agrees);
  }
  return said;

  function next() {
    story.pass(1, 8);
    return { speak };
  }
  function pause() {
    if (random.chance(0.2)) story.pass(120, 1400);
    else story.pass(4, 70);
  }
}

/** Colleagues write to each other. */
function confer({ story, random, dispatcher }: Telling, engineer: Worker, most: number): number {
  const count = Math.min(most, random.int(1, 3));
  if (random.chance(0.12)) story.pass(120, 1200);
  else story.pass(5, 80);
  story.work(WORKING);
  for (let said = 0; said < count; said++) {
    const who = (said + random.int(0, 1)) % 2 === 0 ? engineer : dispatcher;
    story.note(who, who === engineer ? talk.engineerNotes : talk.dispatcherNotes);
    story.pass(2, 30);
  }
  return count;
}
