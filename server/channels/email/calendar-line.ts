import { decodeBytes } from "./charset.ts";

/**
 * One readable line for an invitation (text/calendar): what, when, where, who invites. Null when the file names no
 * event. Times are shown as the file writes them, with their zone: whose zone the reader lives in is not known here.
 */
export function calendarLine(file: Buffer): string | null {
  const text = decodeBytes(file.subarray(0, 200_000), null).replace(/\r?\n[ \t]/g, "");
  const lines = eventLines(text.split(/\r?\n/));
  const organizer = property(lines, "ORGANIZER");
  const parts = [
    unescapeText(property(lines, "SUMMARY")?.value),
    period(property(lines, "DTSTART"), property(lines, "DTEND")),
    unescapeText(property(lines, "LOCATION")?.value),
    organizer && (organizer.params.CN ?? organizer.value.replace(/^mailto:/i, "")),
  ];
  const line = parts.filter((part) => part).join(" · ");
  return line === "" ? null : `[invite.ics] ${line}`;
}

function eventLines(lines: string[]): string[] {
  const begin = lines.indexOf("BEGIN:VEVENT");
  const end = lines.indexOf("END:VEVENT", begin);
  return begin < 0 ? [] : lines.slice(begin + 1, end < 0 ? lines.length : end);
}

type Property = { value: string; params: Record<string, string> };

function property(lines: string[], name: string): Property | undefined {
  const line = lines.find((candidate) => candidate.startsWith(`${name}:`) || candidate.startsWith(`${name};`));
  if (line === undefined) return undefined;
  // Quoted parameters may hold colons: ORGANIZER;CN="Anna: office":mailto:anna@example.org
  const match = /^[A-Z]+((?:;[^=;:]+=(?:"[^"]*"|[^";:]*))*):(.*)$/.exec(line);
  if (!match) return undefined;
  const params: Record<string, string> = {};
  for (const [, key = "", value = ""] of (match[1] ?? "").matchAll(/;([^=;:]+)=("[^"]*"|[^";:]*)/g)) {
    params[key.toUpperCase()] = value.replace(/^"|"$/g, "");
  }
  return { value: match[2] ?? "", params };
}

function period(start: Property | undefined, end: Property | undefined): string | undefined {
  const from = start && moment(start.value);
  if (!from) return undefined;
  const to = end && moment(end.value);
  const zone = start.value.endsWith("Z") ? " UTC" : start.params.TZID ? ` ${start.params.TZID}` : "";
  if (!to || (to.date === from.date && to.time === from.time)) return `${from.date}${from.time}${zone}`;
  const until = to.date === from.date ? to.time.trim() : `${to.date}${to.time}`;
  return from.time === "" ? from.date : `${from.date}${from.time}–${until}${zone}`;
}

function moment(value: string): { date: string; time: string } | undefined {
  const match = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2}))?/.exec(value);
  if (!match) return undefined;
  const [, year, month, day, hour, minute] = match;
  return { date: `${year}-${month}-${day}`, time: hour === undefined ? "" : ` ${hour}:${minute}` };
}

function unescapeText(value: string | undefined): string | undefined {
  return value
    ?.replace(/\\n/gi, ", ")
    .replace(/\\([\\,;])/g, "$1")
    .trim();
}
