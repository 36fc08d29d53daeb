import type { Rehearsal } from "../../contract/rehearsals.ts";
import { CALENDAR } from "./calendar-kind.ts";
import type { KindOfRehearsal } from "./kind.ts";
import { PROCESS } from "./process-kind.ts";
import { ROUTING } from "./routing-kind.ts";
import { SLA } from "./sla-kind.ts";
import { TRIGGER } from "./trigger-kind.ts";

type Kind = Rehearsal["kind"];

const KINDS: Record<Kind, KindOfRehearsal> = {
  routing: ROUTING,
  sla: SLA,
  trigger: TRIGGER,
  calendar: CALENDAR,
  process: PROCESS,
};

/** The column allows these five. */
export const nameOfKind = (kind: string): Kind => kind as Kind;
export const kindOf = (kind: string): KindOfRehearsal => KINDS[nameOfKind(kind)];
