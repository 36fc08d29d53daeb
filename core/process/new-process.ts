import type { Process, Status, Text } from "./process.ts";

/** A process to begin with: three statuses, the steps between them, and an answer to a late message. */
export function newProcess(key: string, name: Text): Process {
  return {
    key,
    version: 1,
    name,
    start: "new",
    statuses: {
      new: { category: "new", colour: "red", name: { en: "New", ru: "Новая", id: "Baru", fa: "جدید" } },
      in_work: {
        category: "open",
        colour: "blue",
        name: { en: "In work", ru: "В работе", id: "Dikerjakan", fa: "در حال انجام" },
      },
      done: {
        category: "closed",
        colour: "green",
        name: { en: "Done", ru: "Готово", id: "Selesai", fa: "انجام‌شده" },
        tellsClient: true,
        rated: true,
      },
    },
    moves: [
      {
        from: ["new"],
        to: "in_work",
        by: ["employee"],
        permission: "ticket.move",
        label: { en: "Start work", ru: "Взять в работу", id: "Mulai kerjakan", fa: "شروع کار" },
        primary: true,
      },
      {
        from: ["new", "in_work"],
        to: "done",
        by: ["employee"],
        permission: "ticket.move",
        label: { en: "Done", ru: "Готово", id: "Selesai", fa: "انجام شد" },
        primary: true,
      },
      {
        key: "reopen",
        from: ["done"],
        to: "in_work",
        by: ["employee"],
        permission: "ticket.reopen",
        label: { en: "Reopen", ru: "Переоткрыть", id: "Buka lagi", fa: "بازگشایی" },
      },
    ],
    on: [{ event: "client.said", in: ["done"], do: { move: "in_work" } }],
    clocks: {
      reaction: { stops: ["employee.moved", "employee.replied"] },
      resolution: { runs: ["in_work"], stops: ["done"] },
    },
  };
}

/** The same way under another name. Nothing of a copy belongs to the system, so all of it may be changed. */
export function copyProcess(process: Process, key: string, name: Text): Process {
  const statuses = Object.fromEntries(
    Object.entries(process.statuses).map(([status, { locked: _, ...rest }]): [string, Status] => [status, rest]),
  );
  return { ...structuredClone(process), key, version: 1, name, statuses };
}
