import assert from "node:assert/strict";
import type { Move, Process, Status } from "../core/process/process.ts";
import type { TestApp } from "./app.ts";
import type { CastName } from "./cast-people.ts";

export const TEXT = (ru: string) => ({ en: ru, ru });

/** A step of employees under that name. */
export const step = (from: string[], to: string, ru: string): Move => ({
  from,
  to,
  by: ["employee"],
  permission: "ticket.move",
  label: TEXT(ru),
});

/** A process with one status and some moves more. */
export const withStatus = (process: Process, key: string, status: Partial<Status>, moves: Move[]): Process => ({
  ...process,
  statuses: { ...process.statuses, [key]: { category: "open", colour: "teal", name: TEXT(key), ...status } },
  moves: [...process.moves, ...moves],
});

export const targets = (ticket: { moves: { to: string }[] }) => ticket.moves.map(({ to }) => to);

/** What an administrator does with processes, by `boss`. */
export function processDesk(app: TestApp) {
  const boss = app.as("boss");
  const get = async (key: string) => (await boss.get(`/processes/${key}`)).body;
  const save = (key: string, definition: Process, version: number, name: CastName = "boss") =>
    app.as(name).put(`/processes/${key}/draft`, { definition }, { headers: { "if-match": `"${version}"` } });
  return {
    get,
    save,
    begin: (key: string, more: object = {}) => boss.post("/processes", { key, name: `Процесс ${key}`, ...more }),
    /** Saves what `change` makes of the process, and publishes it. */
    async publish(key: string, change: (process: Process) => Process, more: object = {}) {
      const { version, draft, published } = await get(key);
      const definition = draft?.definition ?? published?.definition;
      assert.ok(definition);
      const saved = await save(key, change(definition), version);
      assert.equal(saved.status, 200, saved.text);
      return boss.post(`/processes/${key}/publish`, more);
    },
    /** A service whose tickets run the process. */
    async serviceOf(name: string, process: string) {
      const type = (await boss.post("/service-types", { name, process })).body.id;
      return (await boss.post("/services", { name, type })).body.id;
    },
  };
}
