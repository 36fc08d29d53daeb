import { useTranslation } from "react-i18next";
import classes from "./chat.module.css";

const PATHS = {
  waiting: <path d="M8 4.5v3.8l2.3 1.5M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z" />,
  sent: <path d="m4 8.5 2.8 2.8L12.5 5" />,
  read: <path d="m1 8.5 2.8 2.8L9.5 5M7.5 10.8l.6.5L14 5" />,
};

/** A clock while it is on its way, one tick when the server has it, two when it was read. */
export function Ticks({ state }: { state: "waiting" | "sent" | "read" }) {
  const { t } = useTranslation("portal");
  return (
    <svg
      className={classes.ticks}
      data-state={state}
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      role="img"
      aria-label={t(`chat.${state}`)}
    >
      {PATHS[state]}
    </svg>
  );
}
