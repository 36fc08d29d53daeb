import { SegmentedControl } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";
import { useCard } from "./card.ts";
import classes from "./thread.module.css";

export type Channel = Answer<"listTicketChannels">["items"][number]["channel"];

/**
 * By which way an answer goes to the client ([P-REP-01]): tabs of all that the desk has set up. None are shown where
 * there is but one way. `why`: this client cannot be reached by the chosen one.
 */
export function useChannels(): { tabs: ReactNode; chosen: Channel | undefined; why: string | null } {
  const { t } = useTranslation("card");
  const { ticket, past } = useCard();
  const isOpen = past === undefined && ticket.can.say === true;
  const { data } = useRoute("listTicketChannels", { params: { id: ticket.id } }, { enabled: isOpen });
  const [picked, setPicked] = useState<{ ticket: string; channel: Channel }>();
  if (!data || data.items.length < 2) return { tabs: null, chosen: undefined, why: null };
  const channel = (picked?.ticket === ticket.id ? picked.channel : null) ?? data.usual ?? undefined;
  const shown = data.items.find((one) => one.channel === channel);
  const nameOf = (name: Channel) => t(`channel.${name}`);
  const why = shown?.why ? t(`reach.why.${shown.why}`, { channel: nameOf(shown.channel) }) : null;
  const tabs = (
    <div className={classes.channels}>
      <SegmentedControl
        size="xs"
        aria-label={t("reach.label")}
        // Nobody is reached by any: then nothing is chosen, and the client reads it in the portal.
        value={channel ?? ""}
        onChange={(value) => {
          const one = data.items.find((item) => item.channel === value);
          if (one) setPicked({ ticket: ticket.id, channel: one.channel });
        }}
        data={data.items.map(({ channel: value, why: not }) => ({
          value,
          label: <span data-unreached={not === null ? undefined : true}>{nameOf(value)}</span>,
        }))}
      />
      <span className={classes.reach} role="status">
        {why ?? (shown ? shown.to && <bdi>{shown.to}</bdi> : t("reach.none"))}
      </span>
    </div>
  );
  return { tabs, chosen: channel, why };
}
