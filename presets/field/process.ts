import type { Process } from "../../core/process/process.ts";

/**
 * Engineers in the office, on the road and at the client's screen [A.6]. What a kind of ticket asks for are options of
 * its service: `acceptFirst` for what one person takes on himself, `qualityControl` where somebody else completes.
 */
export const process = {
  key: "field",
  version: 1,
  name: { en: "Task", ru: "Задача", id: "Tugas", fa: "کار" },
  start: "new",
  responsible: "either",
  // What was solved on the telephone is entered when it is done: its essence and whose it was [C-PHN-03, C-PHN-04].
  startChoices: [
    { status: "new" },
    {
      status: "completed",
      needs: [
        { kind: "field", field: "subject" },
        { kind: "field", field: "companyId" },
      ],
    },
  ],
  statuses: {
    new: {
      category: "new",
      colour: "red",
      name: { en: "New", ru: "Новая", id: "Baru", fa: "جدید" },
      needs: [{ kind: "field", field: "subject" }],
    },
    accepted: {
      category: "open",
      colour: "blue",
      name: { en: "Accepted", ru: "Принята", id: "Diterima", fa: "پذیرفته" },
      needs: [{ kind: "assignee" }],
    },
    done_awaiting: {
      category: "open",
      colour: "green",
      name: {
        en: "Done (awaits completion)",
        ru: "Выполненная (ожидает завершения)",
        id: "Selesai dikerjakan (menunggu penutupan)",
        fa: "انجام‌شده (منتظر پایان)",
      },
      clientName: { en: "Being checked", ru: "Проверяется", id: "Sedang diperiksa", fa: "در حال بررسی" },
      onlyWith: "qualityControl",
      clock: "stopped",
    },
    completed: {
      category: "closed",
      colour: "dark",
      name: { en: "Completed", ru: "Завершена", id: "Diselesaikan", fa: "پایان‌یافته" },
      final: true,
    },
  },
  moves: [
    {
      key: "accept",
      from: ["new"],
      to: "accepted",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Accept", ru: "Принять", id: "Terima", fa: "پذیرفتن" },
      when: [{ option: "acceptFirst", is: true }],
      takes: true,
      primary: true,
    },
    {
      from: ["accepted"],
      to: "done_awaiting",
      by: ["employee"],
      permission: "ticket.move",
      label: {
        en: "Done (awaits completion)",
        ru: "Выполненная (ожидает завершения)",
        id: "Selesai dikerjakan",
        fa: "انجام‌شده",
      },
      when: [{ actor: "employee", is: "assignee" }],
      needs: [{ kind: "field", field: "custom.work_done" }],
      primary: true,
    },
    {
      key: "approve",
      from: ["done_awaiting"],
      to: "completed",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Complete", ru: "Завершить", id: "Selesaikan", fa: "پایان دادن" },
      // Checked by somebody else than who did it [C-ONS-12].
      when: [{ not: { actor: "employee", is: "assignee" } }],
      primary: true,
    },
    {
      key: "send-back",
      from: ["done_awaiting"],
      to: "accepted",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Send back", ru: "Вернуть на доработку", id: "Kembalikan", fa: "بازگرداندن" },
      when: [{ not: { actor: "employee", is: "assignee" } }],
      needs: [{ kind: "comment" }],
    },
    {
      key: "complete",
      from: ["accepted"],
      to: "completed",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Complete", ru: "Завершить", id: "Selesaikan", fa: "پایان دادن" },
      when: [{ option: "qualityControl", is: false }],
      primary: true,
    },
    {
      key: "complete-new",
      from: ["new"],
      to: "completed",
      by: ["employee"],
      permission: "ticket.move",
      label: { en: "Complete", ru: "Завершить", id: "Selesaikan", fa: "پایان دادن" },
      when: [
        { option: "acceptFirst", is: false },
        { actor: "employee", is: "assignee" },
      ],
      primary: true,
    },
  ],
  on: [{ event: "client.said", in: ["completed"], do: { open: "linked" } }],
  clocks: {
    reaction: { stops: ["employee.moved", "employee.replied"] },
    resolution: { runs: ["new", "accepted"], stops: ["done_awaiting", "completed"] },
  },
} satisfies Process;
