import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { type Message, useCard } from "./card.ts";
import classes from "./thread.module.css";

/** A message that a messenger did not take: why, and a button to send it again. */
export function NotDelivered({ message, onChanged }: { message: Message; onChanged: () => unknown }) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const resend = useAct("resendMessage");
  if (!message.delivery) return null;
  const { channel, error } = message.delivery;
  const why = error ? t(`reach.fault.${error.code}`, error.detail) : "";
  const send = async () => {
    await resend.mutateAsync({ params: { id: ticket.id, messageId: message.id } });
    await onChanged();
  };
  return (
    <p className={classes.notDelivered}>
      {t("reach.state.failed", { channel: t(`channel.${channel}`), why })}.{" "}
      <UnstyledButton
        className={classes.again ?? ""}
        disabled={resend.isPending}
        onClick={() => void send().catch(() => {})}
      >
        {t("reach.again")}
      </UnstyledButton>
      <RefusalList error={resend.error} />
    </p>
  );
}
