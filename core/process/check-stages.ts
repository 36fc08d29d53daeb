import type { Fault } from "./check.ts";
import type { Process } from "./process.ts";

/** What is wrong with the stages of a process, the ways between them, and the statuses to begin with. */
export function checkStages(process: Process): Fault[] {
  return [...starts(process), ...unknown(process), ...twice(process), ...reached(process)];
}

/** A ticket cannot begin where it waits for a date that nobody has given. */
function starts({ startChoices = [], statuses }: Process): Fault[] {
  return startChoices.flatMap(({ status }, i) => {
    if (!statuses[status]?.resume?.required) return [];
    const text = "A ticket cannot begin in a status that asks for a date on which it goes on.";
    return [{ code: "start-waits" as const, at: `startChoices[${i}]`, text }];
  });
}

function unknown({ stages = {}, handovers = [] }: Process): Fault[] {
  return handovers.flatMap(({ from, to }, i) =>
    [...from.map((key) => ["from", key] as const), ["to", to] as const]
      .filter(([, key]) => !Object.hasOwn(stages, key))
      .map(
        ([end, key]): Fault => ({
          code: "unknown-stage",
          at: `handovers[${i}].${end}`,
          text: `There is no stage "${key}".`,
        }),
      ),
  );
}

function twice({ handovers = [] }: Process): Fault[] {
  return handovers.flatMap(({ key, from, to }, i): Fault[] => {
    const at = `handovers[${i}]`;
    const first = handovers.findIndex((other) => other.key === key);
    const same: Fault[] =
      first < i ? [{ code: "duplicate-handover", at, text: `handovers[${first}] has the key "${key}" too.` }] : [];
    const stays: Fault[] = from.includes(to) ? [{ code: "duplicate-handover", at, text: `It stays in "${to}".` }] : [];
    return [...same, ...stays];
  });
}

/** Every stage is reached from the first: by handing over, or by the end of the ticket. */
function reached({ stages = {}, handovers = [] }: Process): Fault[] {
  const keys = Object.keys(stages);
  const seen = new Set(keys.slice(0, 1));
  for (const key of seen) for (const { from, to } of handovers) if (from.includes(key)) seen.add(to);
  return keys
    .filter((key) => !seen.has(key) && !stages[key]?.ended)
    .map((key) => ({ code: "stage-unreachable", at: `stages.${key}`, text: "Nothing leads to this stage." }));
}
