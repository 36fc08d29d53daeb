import { hasEnded } from "./case.ts";
import type { Fault, FaultCode } from "./check.ts";
import type { Process, Text } from "./process.ts";

const KEY = /^[a-z][a-z0-9_]{0,38}$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
/** Dates further away than this cannot be counted with. */
const MOST_YEARS = 100;
const MOST_DAYS = 3_650;

/** Texts that are missing, values out of bounds, and clocks that are told two things. */
export function checkValues(process: Process): Fault[] {
  return [...keys(process), ...names(process), ...dates(process), ...clocks(process)];
}

function keys({ statuses }: Process): Fault[] {
  return Object.keys(statuses)
    .filter((key) => !KEY.test(key))
    .map((key): Fault => {
      const text = `"${key}" is no key: small Latin letters, digits and underscores, a letter first.`;
      return { code: "bad-key", at: `statuses.${key}`, text, params: { key } };
    });
}

function names(process: Process): Fault[] {
  const isEmpty = (text: Text) => text.en.trim() === "" || text.ru.trim() === "";
  const texts: [FaultCode, string, Text | undefined][] = [
    ["name-missing", "name", process.name],
    ...Object.entries(process.statuses).flatMap(
      ([key, { name, clientName }]): [FaultCode, string, Text | undefined][] => [
        ["name-missing", `statuses.${key}.name`, name],
        ["name-missing", `statuses.${key}.clientName`, clientName],
      ],
    ),
    ...process.moves.flatMap(({ label, clientLabel, withMessage }, i): [FaultCode, string, Text | undefined][] => [
      ["label-missing", `moves[${i}].label`, label],
      ["label-missing", `moves[${i}].clientLabel`, clientLabel],
      ["label-missing", `moves[${i}].withMessage`, withMessage],
    ]),
    ...Object.entries(process.stages ?? {}).map(([key, { name }]): [FaultCode, string, Text | undefined] => [
      "name-missing",
      `stages.${key}.name`,
      name,
    ]),
    ...(process.handovers ?? []).map(({ label }, i): [FaultCode, string, Text | undefined] => [
      "label-missing",
      `handovers[${i}].label`,
      label,
    ]),
  ];
  return texts
    .filter(([, , text]) => text && isEmpty(text))
    .map(([code, at]) => ({ code, at, text: "The text must be there in English and Russian." }));
}

function dates({ statuses }: Process): Fault[] {
  return Object.entries(statuses).flatMap(([key, { resume }]): Fault[] => {
    if (!resume) return [];
    const at = `statuses.${key}.resume`;
    const times = [resume.at, ...resume.reminders.map((reminder) => reminder.at)];
    const isCountable = (value: number, most: number) => Number.isInteger(value) && value >= 0 && value <= most;
    const faults: Fault[] = times
      .filter((time) => !TIME.test(time))
      .map((time) => ({ code: "bad-time", at, text: `"${time}" is no time of day.`, params: { time } }));
    const { maxYears = 1 } = resume;
    if (!isCountable(maxYears, MOST_YEARS) || maxYears === 0) {
      const text = `A resume date lies 1 to ${MOST_YEARS} years ahead at most.`;
      faults.push({ code: "bad-number", at, text, params: { most: String(MOST_YEARS) } });
    }
    if (resume.reminders.some(({ daysBefore }) => !isCountable(daysBefore, MOST_DAYS))) {
      const text = `A reminder goes out 0 to ${MOST_DAYS} whole days before.`;
      faults.push({ code: "bad-number", at, text, params: { most: String(MOST_DAYS) } });
    }
    return faults;
  });
}

function clocks(process: Process): Fault[] {
  const { runs, stops } = process.clocks.resolution;
  return Object.entries(process.statuses).flatMap(([key, { clock, category, expires, load }]): Fault[] => {
    const faults: Fault[] = [];
    if (load !== undefined && hasEnded(category)) {
      const text = "Whether it counts as load is an option of statuses in which somebody works on the ticket.";
      faults.push({ code: "load-of-ended", at: `statuses.${key}.load`, text });
    }
    const says = (text: string) => faults.push({ code: "clock-contradiction", at: `statuses.${key}.clock`, text });
    if (runs.includes(key) && stops.includes(key)) says("The resolution clock cannot both run and stop here.");
    if (clock === "running" ? stops.includes(key) : clock && runs.includes(key))
      says("clocks.resolution says otherwise.");
    if (hasEnded(category) && (clock === "running" || runs.includes(key))) says("No clock runs on an ended ticket.");
    if (expires && category !== "resolved" && category !== "closed") {
      const text = "The time is counted from the moment of resolution, which this status does not have.";
      faults.push({ code: "expires-unresolved", at: `statuses.${key}.expires`, text });
    }
    return faults;
  });
}
