const DAY = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The moment that a date means in the workspace's zone: a plain day is that day at `hour` ("11:00"), a time without
 * an offset is local, one with an offset is itself. Null when it is no date. A local time that the clock skips when
 * summer time begins is moved on by the hour.
 */
export function momentOf(text: string, hour: string, zone: string): Date | null {
  try {
    if (DAY.test(text)) return atHour(Temporal.PlainDate.from(text), hour, zone);
    const hasOffset = /(?:[zZ]|[+-]\d{2}(?::?\d{2})?)$/.test(text);
    const instant = hasOffset
      ? Temporal.Instant.from(text)
      : Temporal.PlainDateTime.from(text).toZonedDateTime(zone).toInstant();
    return new Date(instant.epochMilliseconds);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** The day that a moment falls on in the zone. */
export function dayOf(moment: Date, zone: string): Temporal.PlainDate {
  return zoned(moment, zone).toPlainDate();
}

/** That hour of the day in the zone. */
export function atHour(day: Temporal.PlainDate, hour: string, zone: string): Date {
  const local = day.toZonedDateTime({ timeZone: zone, plainTime: Temporal.PlainTime.from(hour) });
  return new Date(local.epochMilliseconds);
}

/** A moment and an ISO 8601 duration later by the calendar of the zone: three days keep the time of day. */
export function later(moment: Date, duration: string | Temporal.DurationLike, zone: string): Date {
  return new Date(zoned(moment, zone).add(duration).epochMilliseconds);
}

function zoned(moment: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(zone);
}
