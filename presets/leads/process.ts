import type { Process } from "../../core/process/process.ts";

/** Requests of visitors of a site: whoever opens the window of one processes it, and nobody else meanwhile. */
export const process = {
  key: "leads",
  version: 1,
  name: { en: "Visitor's request", ru: "Заявка посетителя", id: "Permintaan pengunjung", fa: "درخواست بازدیدکننده" },
  start: "new",
  statuses: {
    new: {
      category: "new",
      colour: "red",
      name: { en: "New", ru: "Новая", id: "Baru", fa: "جدید" },
      bold: true,
    },
    in_processing: {
      category: "open",
      colour: "blue",
      name: { en: "In processing", ru: "В обработке", id: "Sedang diproses", fa: "در حال پردازش" },
    },
    postponed: {
      category: "paused",
      colour: "grey",
      name: { en: "Postponed", ru: "Отложена", id: "Ditunda", fa: "به تعویق افتاده" },
      // Any term: no latest day, and no reminders on the way [L-POST-01].
      resume: { required: true, to: "new", at: "09:00", reminders: [] },
    },
    processed: {
      category: "closed",
      colour: "green",
      name: { en: "Processed", ru: "Обработана", id: "Diproses", fa: "پردازش‌شده" },
    },
  },
  moves: [
    {
      from: ["in_processing"],
      to: "processed",
      by: ["employee"],
      permission: "ticket.move",
      when: [{ actor: "employee", is: "holder" }],
      label: { en: "Ticket processed", ru: "Заявка обработана", id: "Permintaan diproses", fa: "درخواست پردازش شد" },
      primary: true,
    },
    {
      from: ["in_processing"],
      to: "postponed",
      by: ["employee"],
      permission: "ticket.move",
      when: [{ actor: "employee", is: "holder" }],
      label: { en: "Ticket postponed", ru: "Заявка отложена", id: "Permintaan ditunda", fa: "درخواست به تعویق افتاد" },
    },
    {
      // Processed wrongly, or what the client said was not so: no reason is asked for [L-NEW-04].
      key: "return",
      from: ["processed", "postponed"],
      to: "new",
      by: ["employee"],
      permission: "ticket.reopen",
      label: { en: "Return to New", ru: "Вернуть в новые", id: "Kembalikan ke Baru", fa: "بازگشت به جدید" },
      inList: true,
    },
  ],
  on: [],
  clocks: {
    reaction: { stops: ["employee.moved", "employee.replied"] },
    resolution: { runs: ["new", "in_processing"], stops: ["processed"] },
  },
  lease: { status: "in_processing", from: ["new", "postponed"], permission: "ticket.move", assigns: true },
} satisfies Process;
