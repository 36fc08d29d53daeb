import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../kit/format.ts";
import type { Message } from "./card.ts";
import classes from "./thread.module.css";

/** One tick: sent; two: read by the other side [H-CHAT-09]. */
export function Ticks({ readAt }: { readAt: string | null }) {
  const { t } = useTranslation("card");
  const label = readAt ? t("thread.read", { at: formatMoment(readAt) }) : t("thread.sent");
  return (
    <svg
      width="16"
      height="12"
      viewBox="0 0 16 12"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      role="img"
      aria-label={label}
      data-read={readAt ? true : undefined}
    >
      <title>{label}</title>
      <path d="m1.5 6.5 3 3L11 2.5" />
      {readAt && <path d="m7.6 8.6.9.9L15 2.5" />}
    </svg>
  );
}

type Delivery = NonNullable<Message["delivery"]>;

/** How far a message is on its way by a messenger: a clock, a tick, or that it could not go, with why. */
export function Delivered({ delivery, readAt }: { delivery: Delivery; readAt: string | null }) {
  const { t } = useTranslation("card");
  const { channel, state, error } = delivery;
  const why = error ? t(`reach.fault.${error.code}`, error.detail) : "";
  const name = state === "queued" && error ? "waits" : state;
  const label = t(`reach.state.${name}`, { channel: t(`channel.${channel}`), why });
  if (state === "sent") return <Ticks readAt={readAt} />;
  return (
    <svg
      className={state === "failed" ? classes.undelivered : undefined}
      width="14"
      height="14"
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      role="img"
      aria-label={label}
      data-delivery={state}
    >
      <title>{label}</title>
      <circle cx="7" cy="7" r="5.5" />
      <path d={state === "failed" ? "M7 4v3.5M7 10v.01" : "M7 4v3l2 1.5"} />
    </svg>
  );
}
