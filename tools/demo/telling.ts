import type { Client, Course, Desk, LoadedDemoService, Plan, Spot, Worker } from "./desk.ts";
import type { Random } from "./random.ts";
import type { Case } from "./scenario.ts";
import type { Story } from "./story.ts";

/** Everything that the telling of one ticket goes by. */
export type Telling = {
  desk: Desk;
  plan: Plan;
  story: Story;
  /** What is wrong this time. */
  affair: Case;
  random: Random;
  service: LoadedDemoService;
  spot: Spot | null;
  /** Who asked and is written to; null for tickets of the house and among employees. */
  client: Client | null;
  /** He reads and writes himself, on the portal. */
  talks: boolean;
  course: Course;
  dispatcher: Worker;
};
