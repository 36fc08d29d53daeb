import type { Process } from "../../core/process/process.ts";

/** Documents that are submitted to an office for registration. The sources name no statuses: these are ours. */
export const process = {
  key: "registry",
  version: 1,
  name: { en: "Submission of documents", ru: "Представление документов" },
  start: "submitted",
  responsible: "either",
  statuses: {
    submitted: {
      category: "new",
      colour: "red",
      name: { en: "Submitted", ru: "Представлено" },
      // A submission carries its applicant and its office [R-SUBJ-02].
      needs: [{ kind: "client" }, { kind: "field", field: "placeId" }],
    },
    under_review: { category: "open", colour: "blue", name: { en: "Under review", ru: "На рассмотрении" } },
    clarification: {
      category: "paused",
      colour: "amber",
      name: { en: "Clarification requested", ru: "Запрошено уточнение" },
      tellsClient: true,
      editable: true,
    },
    ready: { category: "closed", colour: "green", name: { en: "Ready", ru: "Готово" }, tellsClient: true },
    refused: { category: "closed", colour: "dark", name: { en: "Refused", ru: "Отказано" }, tellsClient: true },
    withdrawn: { category: "cancelled", colour: "yellow", name: { en: "Withdrawn", ru: "Отозвано" } },
  },
  moves: [
    {
      from: ["submitted", "clarification"],
      to: "under_review",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Review", ru: "Рассмотреть" },
      primary: true,
    },
    {
      from: ["under_review"],
      to: "ready",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Ready", ru: "Готово" },
      primary: true,
    },
    {
      from: ["under_review"],
      to: "clarification",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Request clarification", ru: "Запросить уточнение" },
      needs: [{ kind: "comment" }],
    },
    {
      from: ["under_review"],
      to: "refused",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Refuse", ru: "Отказать" },
      needs: [{ kind: "comment" }],
    },
    {
      from: ["submitted", "under_review", "clarification"],
      to: "withdrawn",
      by: ["employee"],
      permission: "ticket.cancel",
      label: { en: "Withdraw", ru: "Отозвать" },
    },
    {
      key: "withdraw-mine",
      from: ["submitted", "under_review", "clarification"],
      to: "withdrawn",
      by: ["client"],
      label: { en: "Withdraw", ru: "Отозвать" },
    },
    {
      key: "review-again",
      from: ["ready", "refused", "withdrawn"],
      to: "under_review",
      by: ["employee"],
      permission: "ticket.reopen",
      label: { en: "Review again", ru: "Вернуть на рассмотрение" },
    },
  ],
  on: [{ event: "client.said", in: ["clarification"], do: { move: "under_review" } }],
  clocks: {
    reaction: { stops: ["employee.moved", "employee.replied"] },
    resolution: { runs: ["submitted", "under_review"], stops: ["ready", "refused", "withdrawn"] },
  },
} satisfies Process;
