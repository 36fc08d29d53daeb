import type { Process } from "../../core/process/process.ts";

/** Requests of companies to those who service them. */
export const process = {
  key: "helpdesk",
  version: 1,
  name: { en: "Service request", ru: "Заявка на обслуживание" },
  start: "open",
  responsible: "either",
  statuses: {
    open: {
      category: "open",
      colour: "blue",
      name: { en: "Open", ru: "Открыта" },
      needs: [{ kind: "field", field: "subject" }],
    },
    deferred: {
      category: "paused",
      colour: "grey",
      name: { en: "Deferred", ru: "Отложена" },
      clock: "paused",
      resume: { required: true, to: "open", at: "09:00", maxYears: 2, reminders: [] },
    },
    resolved: {
      category: "resolved",
      colour: "green",
      name: { en: "Resolved", ru: "Решена" },
      tellsClient: true,
      rated: true,
      expires: { setting: "autoCloseAfter", to: "closed" },
    },
    closed: { category: "closed", colour: "dark", name: { en: "Closed", ru: "Закрыта" }, final: true, rated: true },
  },
  moves: [
    {
      from: ["open", "deferred"],
      to: "resolved",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Resolve", ru: "Решить" },
      primary: true,
    },
    {
      from: ["open"],
      to: "deferred",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Defer", ru: "Отложить" },
    },
    {
      key: "resume",
      from: ["deferred"],
      to: "open",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Resume", ru: "Возобновить" },
    },
    {
      from: ["resolved"],
      to: "closed",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Close", ru: "Закрыть" },
      primary: true,
    },
    {
      key: "confirm",
      from: ["resolved"],
      to: "closed",
      by: ["client"],
      label: { en: "Confirm", ru: "Подтвердить" },
      primary: true,
    },
    {
      key: "return",
      from: ["resolved"],
      to: "open",
      by: ["employee"],
      permission: "ticket.reopen",
      label: { en: "Return to work", ru: "Вернуть в работу" },
    },
    {
      key: "resume-order",
      from: ["resolved"],
      to: "open",
      by: ["client"],
      label: { en: "Not solved", ru: "Не решено" },
    },
  ],
  on: [
    { event: "client.said", in: ["resolved", "deferred"], do: { move: "open" } },
    { event: "client.said", in: ["closed"], do: { open: "linked" } },
    // Whatever the ticket was about is mended with the incident; the client confirms as ever.
    { event: "incident.done", in: ["open", "deferred"], do: { move: "resolved" } },
  ],
  clocks: {
    reaction: { stops: ["employee.moved", "employee.replied"] },
    resolution: { runs: ["open"], stops: ["resolved", "closed"] },
  },
} satisfies Process;
