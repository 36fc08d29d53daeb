/** A stretch of time in which the clocks of a zone are not put forward or back. Epoch seconds; open ends are infinite. */
export type Stretch = { from: number; to: number; offset: number };

/** Stretches of each zone that were looked up, by time. They are facts of the zone's history and never change. */
const known = new Map<string, Stretch[]>();

/** The stretch in which a moment (epoch seconds) lies in an IANA zone; `offset` is local minus UTC, in seconds. */
export function stretchAt(zone: string, moment: number): Stretch {
  let stretches = known.get(zone);
  if (!stretches) {
    stretches = [];
    known.set(zone, stretches);
  }
  const at = indexOf(stretches, moment);
  const found = stretches[at];
  if (found && moment >= found.from && moment < found.to) return found;
  const looked = lookUp(zone, moment);
  stretches.splice(at + 1, 0, looked);
  return looked;
}

/** Of the last stretch that begins at or before the moment; -1 when there is none. */
function indexOf(stretches: readonly Stretch[], moment: number): number {
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.from ?? 0) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

function lookUp(zone: string, moment: number): Stretch {
  const zoned = Temporal.Instant.fromEpochMilliseconds(moment * 1000).toZonedDateTimeISO(zone);
  const next = zoned.getTimeZoneTransition("next");
  // Looked at from a second later, so that a change at this very moment is behind it.
  const previous = zoned.add({ seconds: 1 }).getTimeZoneTransition("previous");
  return {
    from: previous ? Math.floor(previous.epochMilliseconds / 1000) : Number.NEGATIVE_INFINITY,
    to: next ? Math.floor(next.epochMilliseconds / 1000) : Number.POSITIVE_INFINITY,
    offset: Math.round(zoned.offsetNanoseconds / 1e9),
  };
}
