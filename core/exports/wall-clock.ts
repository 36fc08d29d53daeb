const QUARTER_MS = 900_000;
/** So many quarters of an hour are remembered: some ten years of them. */
const MOST_KNOWN = 350_000;

/**
 * Moments as clocks on the wall of the zone show them. The answer is milliseconds that read as that wall time in UTC,
 * which is what sheets take for a date. Offsets change only at quarters of an hour, so each quarter is asked once:
 * hundreds of thousands of cells would take seconds otherwise.
 */
export function wallClock(zone: string): (at: number) => number {
  const known = new Map<number, number>();
  return (at) => {
    const quarter = Math.floor(at / QUARTER_MS);
    let offset = known.get(quarter);
    if (offset === undefined) {
      offset = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(quarter, offset);
    }
    return at + offset;
  };
}
