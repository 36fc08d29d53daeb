import type { Process, Status } from "../../core/process/process.ts";

const STATUSES = {
  open: {
    category: "open",
    colour: "blue",
    name: { en: "Open", ru: "Открыта", id: "Terbuka", fa: "باز" },
    locked: true,
    tellsClient: true,
    needs: [{ kind: "field", field: "subject" }],
  },
  on_hold: {
    category: "paused",
    colour: "grey",
    name: { en: "On hold", ru: "В ожидании", id: "Ditunda", fa: "در انتظار" },
    locked: true,
    clock: "paused",
    tellsClient: true,
  },
  awaiting_reply: {
    category: "paused",
    colour: "amber",
    name: { en: "Awaiting reply", ru: "Ожидает ответа", id: "Menunggu balasan", fa: "منتظر پاسخ" },
    locked: true,
    clock: "paused",
    tellsClient: true,
  },
  completed: {
    category: "closed",
    colour: "green",
    name: { en: "Completed", ru: "Завершен", id: "Selesai", fa: "پایان‌یافته" },
    locked: true,
    tellsClient: true,
    rated: true,
  },
} satisfies Record<string, Status>;

/** A support team that answers letters: four fixed statuses, each reached from each [A.2]. */
export const process = {
  key: "support",
  version: 1,
  name: { en: "Support request", ru: "Обращение в поддержку", id: "Permintaan dukungan", fa: "درخواست پشتیبانی" },
  start: "open",
  responsible: "either",
  startChoices: [{ status: "open" }, { status: "on_hold" }, { status: "awaiting_reply" }, { status: "completed" }],
  statuses: STATUSES,
  moves: [
    {
      from: ["on_hold", "awaiting_reply"],
      to: "open",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Open", ru: "Открыть", id: "Buka", fa: "باز کردن" },
    },
    {
      key: "reopen",
      from: ["completed"],
      to: "open",
      by: ["employee"],
      permission: "ticket.reopen",
      label: { en: "Reopen", ru: "Открыть снова", id: "Buka lagi", fa: "بازگشایی" },
    },
    {
      from: ["open", "awaiting_reply", "completed"],
      to: "on_hold",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Put on hold", ru: "В ожидание", id: "Tunda", fa: "در انتظار گذاشتن" },
    },
    {
      from: ["open", "on_hold", "completed"],
      to: "awaiting_reply",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Await reply", ru: "Ждать ответа", id: "Tunggu balasan", fa: "انتظار پاسخ" },
      withMessage: {
        en: "Send and await reply",
        ru: "Отправить и ждать ответа",
        id: "Kirim dan tunggu balasan",
        fa: "فرستادن و انتظار پاسخ",
      },
    },
    {
      from: ["open", "on_hold", "awaiting_reply"],
      to: "completed",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Complete", ru: "Завершить", id: "Selesaikan", fa: "پایان دادن" },
      primary: true,
    },
    {
      key: "solved",
      from: ["open", "on_hold", "awaiting_reply"],
      to: "completed",
      by: ["client"],
      label: { en: "The question is solved", ru: "Вопрос решен", id: "Masalah selesai", fa: "مشکل حل شد" },
      byLink: true,
    },
  ],
  on: [{ event: "client.said", in: ["awaiting_reply", "completed"], do: { move: "open" } }],
  clocks: {
    reaction: { stops: ["employee.moved", "employee.replied"] },
    resolution: { runs: ["open"], stops: ["completed"] },
  },
} satisfies Process;
