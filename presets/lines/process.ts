import type { Process } from "../../core/process/process.ts";

/**
 * Two lines of support: the way Distribution → First line → Second line → Closing goes from team to team, and statuses
 * are beside it [A.3]. The teams are those of the preset's workspace, by their keys.
 */
export const process = {
  key: "lines",
  version: 1,
  name: { en: "Client request", ru: "Обращение клиента", id: "Permintaan klien", fa: "درخواست مشتری" },
  start: "new",
  stages: {
    distribution: {
      name: { en: "Distribution", ru: "Распределение", id: "Distribusi", fa: "توزیع" },
      team: "operators",
    },
    first_line: {
      name: { en: "First line", ru: "Первая линия", id: "Lini pertama", fa: "خط نخست" },
      team: "first_line",
    },
    second_line: {
      name: { en: "Second line", ru: "Вторая линия", id: "Lini kedua", fa: "خط دوم" },
      team: "second_line",
    },
    closing: { name: { en: "Closing", ru: "Закрытие", id: "Penutupan", fa: "بستن" }, ended: true },
  },
  handovers: [
    {
      key: "distribute",
      from: ["distribution"],
      to: "first_line",
      permission: "ticket.assign",
      label: { en: "To the first line", ru: "На первую линию", id: "Ke lini pertama", fa: "به خط نخست" },
      needs: [{ kind: "field", field: "serviceId" }, { kind: "client" }, { kind: "assignee" }],
    },
    {
      key: "escalate",
      from: ["first_line"],
      to: "second_line",
      permission: "ticket.move",
      label: { en: "2nd line", ru: "2-я линия", id: "Lini ke-2", fa: "خط ۲" },
      withNote: true,
    },
    {
      key: "return",
      from: ["second_line"],
      to: "first_line",
      permission: "ticket.move",
      label: {
        en: "Back to the 1st line",
        ru: "Вернуть на 1-ю линию",
        id: "Kembali ke lini ke-1",
        fa: "بازگشت به خط ۱",
      },
      withNote: true,
    },
  ],
  statuses: {
    new: {
      category: "new",
      colour: "red",
      name: { en: "New", ru: "Новое", id: "Baru", fa: "جدید" },
      needs: [{ kind: "field", field: "subject" }],
    },
    in_work: {
      category: "open",
      colour: "blue",
      name: { en: "In work", ru: "В работе", id: "Dikerjakan", fa: "در دست کار" },
    },
    information_request: {
      category: "paused",
      colour: "amber",
      name: { en: "Information request", ru: "Запрос информации", id: "Permintaan informasi", fa: "درخواست اطلاعات" },
      // The solution time counts whenever the ticket is not in the archive [P-TIME-07].
      clock: "running",
    },
    rating: {
      category: "resolved",
      colour: "teal",
      name: { en: "Rating", ru: "Оценка", id: "Penilaian", fa: "ارزیابی" },
      tellsClient: true,
      rated: true,
    },
    closed: {
      category: "closed",
      colour: "dark",
      name: { en: "Closed", ru: "Закрыто", id: "Ditutup", fa: "بسته" },
      tellsClient: true,
      rated: true,
    },
  },
  moves: [
    {
      from: ["new", "information_request", "rating"],
      to: "in_work",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "In work", ru: "В работу", id: "Kerjakan", fa: "به کار بردن" },
    },
    {
      key: "reopen",
      from: ["closed"],
      to: "in_work",
      by: ["employee"],
      permission: "ticket.reopen",
      label: { en: "Reopen", ru: "Открыть снова", id: "Buka lagi", fa: "بازگشایی" },
    },
    {
      from: ["in_work"],
      to: "information_request",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Ask the client", ru: "Запросить информацию", id: "Minta informasi", fa: "پرسش از مشتری" },
    },
    {
      from: ["in_work", "information_request"],
      to: "rating",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Ask to rate", ru: "Попросить оценку", id: "Minta penilaian", fa: "درخواست ارزیابی" },
    },
    {
      from: ["new", "in_work", "information_request", "rating"],
      to: "closed",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Complete", ru: "Завершить", id: "Selesaikan", fa: "پایان دادن" },
      withMessage: {
        en: "Send and complete",
        ru: "Отправить и завершить",
        id: "Kirim dan selesaikan",
        fa: "فرستادن و پایان دادن",
      },
      primary: true,
    },
  ],
  on: [
    // Within the days of the setting the same ticket goes on; later it is a new one [P-REO-01, P-REO-03].
    {
      event: "client.said",
      in: ["closed"],
      when: [{ withinDays: "reopenWithin", of: "closedAt" }],
      do: { move: "in_work" },
    },
    { event: "client.said", in: ["closed"], do: { open: "linked" } },
    { event: "client.said", in: ["information_request", "rating"], do: { move: "in_work" } },
  ],
  clocks: {
    reaction: { stops: ["employee.replied"] },
    resolution: { runs: ["new", "in_work", "information_request"], stops: ["rating", "closed"] },
  },
} satisfies Process;
