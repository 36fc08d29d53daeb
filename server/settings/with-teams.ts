import type { Process } from "../../core/process/process.ts";

/** A preset's process with the teams of this workspace in place of their keys. Throws for a key that has no team. */
export function withTeams(process: Process, teams: ReadonlyMap<string, string>): Process {
  if (!process.stages) return process;
  const idOf = (key: string): string => {
    const id = teams.get(key);
    if (id === undefined) throw new Error(`The process ${process.key} names the team ${key}, which the preset lacks`);
    return id;
  };
  const stages = Object.entries(process.stages).map(([key, stage]) => [
    key,
    stage.team === undefined ? stage : { ...stage, team: idOf(stage.team) },
  ]);
  return { ...process, stages: Object.fromEntries(stages) };
}
