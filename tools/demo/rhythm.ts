import type { Random } from "./random.ts";

/** How often something happens: by hour of the day (24), day of the week (7, from Monday) and month (12). */
export type Rhythm = { hours: readonly number[]; days: readonly number[]; months: readonly number[] };
/** When people work: whole hours of the day, and whether at week-ends too. */
export type Shift = { from: number; to: number; weekends: boolean };

const HOUR = 3_600_000;

/** An hour of the rhythm: when it begins and how long it is (ms), how much comes each ms, and what has come by its end. */
type Share = { start: number; length: number; weight: number; upTo: number };

/** The time between two moments, hour by hour, each with its share of what comes by the rhythm of the zone's clock. */
export function sharesOf({ from, to, zone }: { from: Date; to: Date; zone: string }, rhythm: Rhythm): Share[] {
  const shares: Share[] = [];
  let total = 0;
  for (let start = from.getTime(); start < to.getTime(); start += HOUR) {
    const length = Math.min(HOUR, to.getTime() - start);
    const local = clockOf(new Date(start), zone);
    const weight =
      (rhythm.hours[local.hour] ?? 0) * (rhythm.days[local.dayOfWeek - 1] ?? 0) * (rhythm.months[local.month - 1] ?? 0);
    total += weight * length;
    shares.push({ start, length, weight, upTo: total });
  }
  return shares;
}

/** The hour in which so much of all (0 to 1) has come. */
export function shareAt(shares: readonly Share[], part: number): Share {
  const place = part * (shares.at(-1)?.upTo ?? 0);
  let [low, high] = [0, shares.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((shares[middle]?.upTo ?? 0) < place) low = middle + 1;
    else high = middle;
  }
  const share = shares[low];
  if (!share) throw new Error("There is no time between the moments");
  return share;
}

/**
 * So many moments between two, oldest first, as the rhythm of the zone's clock spreads them: each hour gets its share,
 * and no two seeds the same minutes.
 */
export function moments(
  { count, ...time }: { count: number; from: Date; to: Date; zone: string },
  rhythm: Rhythm,
  random: Random,
): Date[] {
  const shares = sharesOf(time, rhythm);
  return Array.from({ length: count }, (_, index) => {
    // One for each equal part of the whole, so that the shares are kept also with few moments.
    const { start, length } = shareAt(shares, (index + random.next()) / count);
    return start + random.next() * length;
  })
    .sort((a, b) => a - b)
    .map((moment) => new Date(Math.floor(moment / 1000) * 1000));
}

/** The moment itself within the shift, otherwise some time after the next one has begun. */
export function atWork(at: Date, zone: string, { from, to, weekends }: Shift, random: Random): Date {
  const { hour, weekday } = hourOf(at, zone);
  if ((weekends || weekday <= 5) && hour >= from && hour < to) return at;
  let local = clockOf(at, zone);
  const rests = () => !weekends && local.dayOfWeek > 5;
  if (local.hour >= from) local = local.add({ days: 1 });
  local = local.with({ hour: from, minute: 0, second: 0, millisecond: 0 });
  while (rests()) local = local.add({ days: 1 });
  return new Date(local.epochMilliseconds + Math.round(random.span(2, 75) * 60_000));
}

/** That hour and minute of the day that lies so many days after the moment. */
export function dayAt(at: Date, zone: string, days: number, hour: number, minute = 0): Date {
  const local = clockOf(at, zone).add({ days }).with({ hour, minute, second: 0, millisecond: 0 });
  return new Date(local.epochMilliseconds);
}

const QUARTER = 15 * 60_000;
const hours = new Map<string, { hour: number; weekday: number }>();

/** Asked for a million stories; kept, for within a quarter of an hour no zone has another one. */
function hourOf(at: Date, zone: string): { hour: number; weekday: number } {
  const key = `${zone} ${Math.floor(at.getTime() / QUARTER)}`;
  const known = hours.get(key);
  if (known) return known;
  const { hour, dayOfWeek: weekday } = clockOf(at, zone);
  hours.set(key, { hour, weekday });
  return { hour, weekday };
}

export function clockOf(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
