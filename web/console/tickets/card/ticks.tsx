import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../kit/format.ts";

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
