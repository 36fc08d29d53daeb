import { ActionIcon } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Cross2Icon } from "@radix-ui/react-icons";
import { keepPreviousData, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../../kit/format.ts";
import { key, useAct, useRoute, useRoutePages } from "../../../kit/query.ts";
import { StatusLine } from "../../../kit/status.tsx";
import { useFaultToast } from "../../../kit/toast.tsx";
import blocks from "../card/block.module.css";
import { Block } from "../card/block.tsx";
import { useCard } from "../card/card.ts";
import { MoreRows } from "../card/more-rows.tsx";
import { PickField } from "../list/pick-field.tsx";
import classes from "./incidents.module.css";

const STALE = ["getTicket", "listAttached", "listEvents", "listTickets", "countTickets"] as const;

/** On an incident: the tickets that are led with it, and the way to attach another one. */
export function AttachedTickets({ count }: { count: number }) {
  const { t } = useTranslation("incidents");
  const { ticket, past } = useCard();
  const fault = useFaultToast();
  const put = useAct("setIncident", { stale: STALE, onError: fault });
  const pages = useRoutePages("listAttached", { params: { id: ticket.id }, query: { limit: 20 } });
  const rows = past ? [] : (pages.data?.pages.flatMap(({ items }) => items) ?? []);
  const isOpen = ["new", "open", "paused"].includes(ticket.category);
  const may = ticket.can.incident === true && !past;
  return (
    <Block
      title={count > 0 ? `${t("block.tickets")} · ${formatNumber(count)}` : t("block.tickets")}
      actions={
        count > 0 && (
          <Link className={blocks.link} to="/tickets" search={{ tab: "all", where: `incidentNumber:${ticket.number}` }}>
            {t("block.inList")}
          </Link>
        )
      }
    >
      {count === 0 && isOpen && <span className={blocks.nothing}>{t("block.empty")}</span>}
      {rows.length > 0 && (
        <ul className={classes.list}>
          {rows.map((row) => (
            <li key={row.id} className={classes.row}>
              <span className={classes.what}>
                <Link className={blocks.link} to="/tickets/$number" params={{ number: String(row.number) }}>
                  {row.number} · {row.subject}
                </Link>
                <span className={classes.facts}>
                  <StatusLine status={row.statusView} />
                  <bdi>{[row.address, row.client].filter(Boolean).join(" · ")}</bdi>
                </span>
              </span>
              {may && (
                <ActionIcon
                  aria-label={t("block.take", { number: row.number })}
                  title={t("block.detach")}
                  disabled={put.isPending}
                  onClick={() => put.mutate({ params: { id: row.id }, body: { incident: null } })}
                >
                  <Cross2Icon />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
      )}
      {!past && <MoreRows pages={pages} />}
      {count > 0 && isOpen && <span className={blocks.nothing}>{t("block.willClose", { count })}</span>}
      {may && isOpen && (
        <AddTicket without={ticket.id} onPick={(id) => put.mutate({ params: { id }, body: { incident: ticket.id } })} />
      )}
    </Block>
  );
}

/** Finds a ticket that is not attached yet, by number or words. */
function AddTicket({ without, onPick }: { without: string; onPick: (id: string) => void }) {
  const { t } = useTranslation("incidents");
  const client = useQueryClient();
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 180);
  const where = `"${search.replaceAll('"', " ")}" incident:no category:new,open,paused`;
  const { data, isFetching } = useRoute(
    "listTickets",
    { query: { where, limit: 10 } },
    { enabled: search !== "", placeholderData: keepPreviousData },
  );
  const found = (search === "" ? [] : (data?.items ?? [])).filter(({ id }) => id !== without);
  return (
    <PickField
      label={t("block.add")}
      placeholder={t("block.addPlaceholder")}
      words={words}
      onWords={setWords}
      busy={isFetching || search !== words.trim()}
      none={t("block.addNone")}
      onlyWithWords
      found={found.map(({ id, number, subject, address }) => ({ id, name: `${number} · ${subject}`, detail: address }))}
      onPick={(id) => {
        onPick(id);
        void client.invalidateQueries({ queryKey: key("listTickets") });
      }}
    />
  );
}
