import type { Actor, Command, HandOver } from "../../core/process/commands.ts";
import { newId } from "../../server/platform/ids.ts";
import type { Client, Mark, Picture, StoryAct, Worker } from "./desk.ts";
import type { PictureKind } from "./pictures.ts";
import type { Random } from "./random.ts";
import { atWork, clockOf, dayAt, type Shift } from "./rhythm.ts";
import { speak } from "./words.ts";

const MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split(" ");
const WEEKDAYS = "в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье".split("|");

type Who = Pick<Worker | Client, "actor" | "feminine">;

/** Tells what happens to a ticket: a clock that goes forward, and acts at its times. */
export class Story {
  at: Date;
  readonly acts: StoryAct[] = [];
  readonly random: Random;
  readonly zone: string;
  readonly #names: Record<string, string>;
  readonly #taken = new Map<string, number>();
  readonly #until: Mark | undefined;
  readonly #idAt: (at: Date) => string;
  #over = false;

  constructor(of: {
    at: Date;
    zone: string;
    random: Random;
    names: Record<string, string>;
    until?: Mark | undefined;
    /** Ids of messages; new ones by default. */
    idAt?: ((at: Date) => string) | undefined;
  }) {
    this.at = of.at;
    this.zone = of.zone;
    this.random = of.random;
    this.#names = of.names;
    this.#until = of.until;
    this.#idAt = of.idAt ?? newId;
  }

  /** From here on nothing happens any more, where the story is to end at the mark. */
  mark(mark: Mark): void {
    if (mark === this.#until) this.#over = true;
  }

  /** So many minutes go by; few more often than many. */
  pass(min: number, max: number): this {
    this.at = new Date(this.at.getTime() + Math.round(this.random.span(min, max) * 60) * 1000);
    return this;
  }

  /** Waits for a shift. */
  work(shift: Shift): this {
    this.at = atWork(this.at, this.zone, shift, this.random);
    return this;
  }

  to(moment: Date): this {
    if (moment > this.at) this.at = moment;
    return this;
  }

  do(who: { actor: Actor }, command: Command): void {
    if (!this.#over) this.acts.push({ at: this.at, actor: who.actor, command });
  }

  see(who: { actor: Actor }, tab?: "notes"): void {
    this.do(who, tab ? { kind: "open-on-screen", tab } : { kind: "open-on-screen" });
  }

  say(
    who: Who,
    texts: readonly string[],
    more: { names?: Record<string, string>; channel?: string; picture?: PictureKind; move?: string } = {},
  ): void {
    const text = this.speak(who, texts, more.names);
    const picture = more.picture === undefined ? undefined : this.photo(more.picture);
    if ((text === "" && !picture) || this.#over) return;
    const { channel, move } = more;
    const command: Command = {
      kind: "say",
      message: this.#idAt(this.at),
      text,
      files: picture ? 1 : 0,
      ...(move === undefined ? {} : { move: { to: move } }),
    };
    this.acts.push({
      at: this.at,
      actor: who.actor,
      command,
      ...(channel ? { channel } : {}),
      ...(picture ? { picture } : {}),
    });
  }

  note(
    who: Who,
    texts: readonly string[],
    more: { important?: boolean; names?: Record<string, string>; handOver?: HandOver } = {},
  ): void {
    const { important = false, names, handOver } = more;
    const text = this.speak(who, texts, names);
    const message = this.#idAt(this.at);
    this.do(who, { kind: "note", message, text, important, ...(handOver ? { handOver } : {}) });
  }

  move(
    who: { actor: Actor },
    to: string,
    more: { comment?: string; resumeAt?: string; reasons?: string[] } = {},
  ): void {
    this.do(who, { kind: "move", to, ...more });
  }

  /** A paper is put on the card. */
  attach(who: { actor: Actor }, name: string): void {
    if (this.#over) return;
    const command: Command = { kind: "attach", document: "", name, size: 0 };
    this.acts.push({ at: this.at, actor: who.actor, command, picture: { kind: "paper", name, stamp: null } });
  }

  speak(who: Pick<Who, "feminine">, texts: readonly string[], names: Record<string, string> = {}): string {
    const all = { ...this.#names, привет: this.random.pick(greetings(clockOf(this.at, this.zone).hour)), ...names };
    return speak(this.random.pick(texts), {
      random: this.random,
      feminine: who.feminine,
      names: all,
      taken: this.#taken,
    });
  }

  photo(kind: PictureKind): Picture {
    const local = clockOf(this.at, this.zone);
    const two = (value: number) => String(value).padStart(2, "0");
    const stamp = `${two(local.day)}.${two(local.month)}.${local.year} ${two(local.hour)}:${two(local.minute)}`;
    const name = `IMG_${local.year}${two(local.month)}${two(local.day)}_${two(local.hour)}${two(local.minute)}${two(local.second)}.jpg`;
    return { kind, name, stamp };
  }

  /** The next hour at which somebody can come, with how it is said: `завтра с 10 до 12`. */
  visit(days: number): { at: Date; said: string } {
    const now = clockOf(this.at, this.zone);
    const early = days === 0 && now.hour < 16 ? now.hour + this.random.int(1, 3) : this.random.int(9, 17);
    const ahead = days === 0 && now.hour >= 16 ? 1 : days;
    const at = dayAt(this.at, this.zone, ahead, Math.max(9, early));
    const day =
      ahead === 0 ? "сегодня" : ahead === 1 ? "завтра" : (WEEKDAYS[clockOf(at, this.zone).dayOfWeek - 1] ?? "");
    const from = Math.max(9, early);
    return { at, said: `${day} с ${from} до ${from + 2}` };
  }

  /** A day so far ahead, as a date for the rules and as it is said: `27 ноября`. */
  day(ahead: number): { date: string; said: string } {
    const day = clockOf(this.at, this.zone).add({ days: ahead }).toPlainDate();
    return { date: day.toString(), said: `${day.day} ${MONTHS[day.month - 1]}` };
  }
}

function greetings(hour: number): string[] {
  if (hour < 5 || hour >= 23) return ["Здравствуйте"];
  const byTheHour = hour < 11 ? "Доброе утро" : hour < 18 ? "Добрый день" : "Добрый вечер";
  return [byTheHour, "Здравствуйте"];
}
