import type { Case } from "./case.ts";
import { insiders, teamInCharge } from "./case.ts";
import type { Actor, Facts } from "./commands.ts";
import { type About, apply, type Effect, type TicketEvent, type Timer } from "./events.ts";
import type { Process } from "./process.ts";
import type { TicketState } from "./state.ts";

type Told = { to: readonly string[]; teams?: readonly string[]; lastWriter?: true };

/**
 * A decision in the making: rules read its `state`, which follows every recorded event, and add events, timers and
 * effects. A refused draft is thrown away, so rules refuse before or after they record, as it suits them.
 */
export class Draft implements Case {
  readonly process: Process;
  readonly actor: Actor;
  readonly facts: Facts;
  readonly now: Date;
  /** `now` as it is stored. */
  readonly at: string;
  readonly events: TicketEvent[] = [];
  readonly effects: Effect[] = [];
  state: TicketState;
  readonly #version: number;
  readonly #timers = new Map<string, Timer>();

  constructor(c: Case) {
    this.process = c.process;
    this.actor = c.actor;
    this.facts = c.facts;
    this.now = c.now;
    this.at = c.now.toISOString();
    this.state = c.state;
    this.#version = c.state.version + 1;
  }

  /** Adds an event; its `set` gets the version of this decision and the time of the change. */
  record(event: TicketEvent): void {
    this.#add({ ...event, set: { ...event.set, version: this.#version, updatedAt: this.at } });
  }

  /** Adds an event that is no change of the ticket, only a look at it or a reminder: `updatedAt` stays. */
  recordQuietly(event: TicketEvent): void {
    this.#add({ ...event, set: { ...event.set, version: this.#version } });
  }

  /** Other values of the workspace's own fields, said by the last event. */
  amendCustom(custom: Record<string, unknown>): void {
    const last = this.events.pop();
    if (last) this.#add({ ...last, set: { ...last.set, custom } });
  }

  /** Other values of the workspace's own fields: beside what an edit changes of them, or as a change of their own. */
  tellCustom(custom: Record<string, unknown>): void {
    const last = this.events.at(-1);
    if (last?.kind !== "fields.changed") {
      const changes = { custom: { from: this.state.custom, to: custom } };
      this.record({ kind: "fields.changed", data: { changes }, set: { custom } });
      return;
    }
    this.events.pop();
    const { custom: told = { from: this.state.custom, to: custom } } = last.data.changes;
    const changes = { ...last.data.changes, custom: { ...told, to: custom } };
    this.#add({ ...last, data: { changes }, set: { ...last.set, custom } });
  }

  /** The last word on a timer holds. */
  setTimers(timers: readonly Timer[]): void {
    for (const timer of timers) this.#timers.set(timer.key, timer);
  }

  get timers(): Timer[] {
    return [...this.#timers.values()];
  }

  /**
   * Tells these employees and teams, by default all on the ticket, but never the one who acts. Of a team hear it those
   * who are on its list for notices.
   */
  tell(about: About, { to, teams, lastWriter }: Told = this.everybody): void {
    const others = to.filter((id) => id !== this.actor.id);
    const groups = [...new Set(teams)];
    if (others.length + groups.length === 0 && !lastWriter) return;
    const { kind, id } = this.actor;
    const own = kind === "employee" && to.includes(id) ? { own: id } : {};
    this.effects.push({
      kind: "tell-employees",
      about,
      to: others,
      ...(groups.length > 0 ? { teams: groups, ...(kind === "employee" ? { but: id } : {}) } : {}),
      ...(lastWriter ? { lastWriter } : {}),
      ...own,
    });
  }

  /** What was to be told to employees so far stays unsaid. */
  tellNobody(): void {
    this.effects.splice(0, this.effects.length, ...this.effects.filter(({ kind }) => kind !== "tell-employees"));
  }

  /** All on the ticket: people, the team that answers for it, and teams that follow it. */
  get everybody(): { to: string[]; teams: string[] } {
    return { to: insiders(this.state), teams: [...teamInCharge(this.state), ...this.state.observerTeams] };
  }

  #add(event: TicketEvent): void {
    const { actor } = this;
    const why = event.why ?? (actor.kind === "system" ? actor.why : undefined);
    this.events.push(why ? { ...event, why } : event);
    this.state = apply(this.state, event);
  }
}
