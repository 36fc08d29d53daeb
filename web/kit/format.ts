/**
 * Numbers, days and moments as people of the workspace write them: in the language of the page and the zone of the
 * workspace, whatever the device's zone is. Hours go to 24 in every language: shorter, and nobody mistakes them.
 */
type Format = { language: string; zone: string };
let format: Format = { language: "ru", zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
const made = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();

export function setFormat(change: Partial<Format>): void {
  format = { ...format, ...change };
  made.clear();
}

function dates(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `d${JSON.stringify(options)}`;
  const known = made.get(name);
  if (known instanceof Intl.DateTimeFormat) return known;
  const fresh = new Intl.DateTimeFormat(format.language, { timeZone: format.zone, hourCycle: "h23", ...options });
  made.set(name, fresh);
  return fresh;
}

function numbers(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const name = `n${JSON.stringify(options)}`;
  const known = made.get(name);
  if (known instanceof Intl.NumberFormat) return known;
  const fresh = new Intl.NumberFormat(format.language, options);
  made.set(name, fresh);
  return fresh;
}

type Moment = string | number | Date;
const yearOf = (at: Date) => new Intl.DateTimeFormat("en", { timeZone: format.zone, year: "numeric" }).format(at);

/** `21 нояб., 14:05`; the year when it is another one. */
export function formatMoment(at: Moment, now: Date = new Date()): string {
  const date = new Date(at);
  const year: Intl.DateTimeFormatOptions = yearOf(date) === yearOf(now) ? {} : { year: "numeric" };
  return dates({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", ...year }).format(date);
}

/** `пн, 23 нояб., 09:00`: a moment ahead, by which day of the week it is. */
export const formatWeekdayMoment = (at: Moment): string =>
  dates({ weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(at));

/** `21 ноября 2026 г., 14:05`: for titles over a short form. */
export const formatFully = (at: Moment): string =>
  dates({ dateStyle: "long", timeStyle: "short" }).format(new Date(at));

/** `21 нояб. 2026`. A calendar day (`2026-11-21`) is the same day in every zone. */
export function formatDay(day: Moment): string {
  const isCalendarDay = typeof day === "string" && /^\d{4}-\d\d-\d\d$/.test(day);
  const options: Intl.DateTimeFormatOptions = { day: "numeric", month: "short", year: "numeric" };
  return dates(isCalendarDay ? { ...options, timeZone: "UTC" } : options).format(new Date(day));
}

/** `5–11 окт. 2026 г.`: from one calendar day to another. */
export const formatDays = (from: string, to: string): string =>
  dates({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).formatRange(new Date(from), new Date(to));

/** `октябрь 2026 г.`: the month of a calendar day; reports go by these months in every language. */
export const formatMonth = (day: string): string =>
  dates({ month: "long", year: "numeric", timeZone: "UTC", calendar: "gregory" }).format(new Date(day));

/** `Сегодня`, `Вчера`, else the day: over the messages of a talk. */
export function formatDayNear(at: Moment, now: Date = new Date()): string {
  const day = formatDay(at);
  const before = [0, 1].find((days) => day === formatDay(now.getTime() - days * 86_400_000));
  if (before === undefined) return day;
  const named = new Intl.RelativeTimeFormat(format.language, { numeric: "auto" }).format(-before, "day");
  return named.charAt(0).toLocaleUpperCase(format.language) + named.slice(1);
}

/** `14:05`. */
export const formatTime = (at: Moment): string => dates({ hour: "2-digit", minute: "2-digit" }).format(new Date(at));

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["minute", 60],
  ["hour", 3600],
  ["day", 86_400],
];

/** `12 мин. назад`, `через 2 ч`; past a week, the moment itself. */
export function formatAgo(at: Moment, now: Date = new Date()): string {
  const seconds = (new Date(at).getTime() - now.getTime()) / 1000;
  const away = Math.abs(seconds);
  if (away >= 7 * 86_400) return formatMoment(at, now);
  const [unit, size] = STEPS.findLast(([, step]) => away >= step) ?? ["minute", 60];
  const style = new Intl.RelativeTimeFormat(format.language, { numeric: "auto", style: "short" });
  return style.format(Math.trunc(seconds / size), unit);
}

/** A length of working time in seconds, without days, which are not of one length: `26 ч 05 мин`. */
export function formatWork(seconds: number): string {
  const minutes = Math.floor(Math.abs(seconds) / 60);
  const parts: [number, string][] = [
    [Math.floor(minutes / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  const shown = parts.filter(([count], index) => count > 0 || (index === 1 && minutes === 0));
  return shown.map(([count, unit]) => numbers({ style: "unit", unit, unitDisplay: "short" }).format(count)).join(" ");
}

/** A length of time in seconds: `20 с`, `2 ч 5 мин`, `3 дн. 4 ч`. */
export function formatSpan(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const minutes = Math.floor(whole / 60);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), "day"],
    [Math.floor(minutes / 60) % 24, "hour"],
    [minutes % 60, "minute"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  const shown: [number, string][] =
    first < 0 ? [[whole, "second"]] : parts.slice(first, first + 2).filter(([count]) => count > 0);
  return shown.map(([count, unit]) => numbers({ style: "unit", unit, unitDisplay: "short" }).format(count)).join(" ");
}

export const formatNumber = (value: number): string => numbers({}).format(value);

/** A share of 1: `12,5 %`. */
export const formatShare = (share: number): string =>
  numbers({ style: "percent", maximumFractionDigits: 1 }).format(share);

/** An average of ratings: `4,0`, so that all stand alike below each other. */
export const formatAverage = (value: number): string =>
  numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

/** Bytes: `1,4 МБ`. */
export function formatSize(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const unit = ["byte", "kilobyte", "megabyte"][step];
  const options: Intl.NumberFormatOptions = {
    style: "unit",
    unitDisplay: "short",
    maximumFractionDigits: step === 2 ? 1 : 0,
  };
  return numbers(unit ? { ...options, unit } : {}).format(bytes / 1000 ** step);
}

/** Minor units of a currency: `formatMoney(125_050, "RUB")` is `1 250,50 ₽`. */
export function formatMoney(minor: number, currency: string): string {
  const style = numbers({ style: "currency", currency });
  return style.format(minor / 10 ** (style.resolvedOptions().maximumFractionDigits ?? 2));
}
