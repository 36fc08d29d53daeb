import { useNavigate } from "@tanstack/react-router";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { type LiveEvents, useLive } from "../../../kit/live.ts";
import { toast } from "../../../kit/toast.tsx";

/** Tells, wherever the person is, that a ticket has come back and why. Who is away finds it in the header. */
export function useReminderNews(): void {
  const { t } = useTranslation("shell");
  const navigate = useNavigate();
  const tell = async ({ ticket, number, came }: LiveEvents["reminder"]) => {
    const { items } = await call("listReminders", {});
    const one = items.find((item) => item.ticket.id === ticket);
    const about = one?.text || one?.ticket.subject || "";
    const open = () => navigate({ to: "/tickets/$number", params: { number: String(number) } });
    const text = t(came === "client" ? "reminders.byClient" : "reminders.byTime", { number, about });
    toast(text, { act: { label: i18next.t("action.open", { ns: "common" }), run: open } });
  };
  useLive("reminder", (news) => {
    if (news.came !== null) tell(news).catch(() => undefined);
  });
}
