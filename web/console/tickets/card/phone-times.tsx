import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../kit/format.ts";
import { useRoute } from "../../../kit/query.ts";
import { useCard } from "./card.ts";
import { CLOCKS, type ClockView } from "./clocks.ts";
import { Left } from "./clocks-block.tsx";
import phone from "./phone.module.css";
import { Line } from "./phone-line.tsx";

/** By when it has to be done, and until when it waits: while that is still ahead, or late. */
export function PhoneTimes({ onOpen }: { onOpen: () => void }) {
  const { t } = useTranslation(["clocks", "card"]);
  const { ticket, past } = useCard();
  const { data } = useRoute("getTicketClocks", { params: { id: ticket.id } }, { refetchInterval: 60_000 });
  if (past) return null;
  return (
    <>
      {CLOCKS.map((name) => {
        const clock = data?.[name];
        return (
          clock?.due &&
          isOpen(clock) && (
            <Line key={name} label={t(`${name}.label`)} onOpen={onOpen}>
              <span className={phone.time}>
                {formatMoment(clock.due)}
                <Left clock={clock} />
              </span>
            </Line>
          )
        );
      })}
      {ticket.resumeAt && (
        <Line label={t("card:manage.resumeAt")} onOpen={onOpen}>
          {formatMoment(ticket.resumeAt)}
        </Line>
      )}
    </>
  );
}

const isOpen = ({ standing }: ClockView): boolean => standing === "running" || standing === "paused";
