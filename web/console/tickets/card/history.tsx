import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { BellIcon, CounterClockwiseClockIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TELLING } from "../../../../core/process/told-of.ts";
import type { Answer } from "../../../kit/api.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatFully, formatMoment } from "../../../kit/format.ts";
import { PersonName } from "../../../kit/person-name.tsx";
import { useRoutePages } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useWhy } from "../../../kit/why.ts";
import { UndoSplit } from "../split/split-entry.tsx";
import blocks from "./block.module.css";
import { Block } from "./block.tsx";
import { useCard } from "./card.ts";
import { sentencesOf, type Words } from "./event-sentences.ts";
import { useWords } from "./fields.ts";
import classes from "./history.module.css";
import { HISTORY } from "./open-card.ts";
import { ToldButton } from "./told-button.tsx";

type Entry = Answer<"listEvents">["items"][number];

/** All changes, newest first, in sentences; from each the card can be seen as it was then [H-HIST-01…10]. */
export function HistoryBlock() {
  const { t } = useTranslation("card");
  return (
    <Block title={t("history.title")}>
      <History />
    </Block>
  );
}

export function History() {
  const { ticket, past, goTo } = useCard();
  return <EventList ticket={ticket} shownAt={past?.at} onGoTo={goTo} />;
}

/** The changes of a ticket page by page; with `onGoTo` each leads to the card as it was then. */
export function EventList(props: {
  ticket: Answer<"getTicket">;
  shownAt?: string | undefined;
  onGoTo?: (at: string) => void;
}) {
  const { t } = useTranslation("card");
  const { ticket, shownAt, onGoTo } = props;
  const words = useWords(ticket);
  const events = useRoutePages("listEvents", { params: { id: ticket.id }, query: { limit: HISTORY } });
  const entries = events.data?.pages.flatMap(({ items }) => items) ?? [];
  if (events.isPending) return <SkeletonRows rows={4} />;
  if (events.error && entries.length === 0) {
    return <ErrorState error={events.error} onRetry={() => void events.refetch()} />;
  }
  return (
    <>
      <ol className={classes.list}>
        {entries.map((entry) => (
          <HistoryEntry key={entry.id} entry={entry} words={words} isShown={shownAt === entry.at} onGoTo={onGoTo} />
        ))}
      </ol>
      {events.hasNextPage && (
        <Button variant="default" onClick={() => void events.fetchNextPage()} loading={events.isFetchingNextPage}>
          {t("history.more")}
        </Button>
      )}
    </>
  );
}

/** Whether people are told of such an event: of what rules did beyond the ticket, of letters alone. */
const isTold = ({ kind, data }: Entry): boolean =>
  TELLING.some((one) => one === kind) && (kind !== "automation.acted" || data.did === "notify");

function HistoryEntry(props: {
  entry: Entry;
  words: Words;
  isShown: boolean;
  onGoTo: ((at: string) => void) | undefined;
}) {
  const { t } = useTranslation("card");
  const sayWhy = useWhy();
  const { entry, words, isShown, onGoTo } = props;
  const { actor, at } = entry;
  return (
    <li className={classes.entry} data-now={isShown || undefined}>
      <div className={classes.head}>
        <time dateTime={at} title={formatFully(at)}>
          {formatMoment(at)}
        </time>
        {actor.kind === "employee" && actor.name && <PersonName person={actor} />}
        {actor.kind === "client" && <span>{t("history.byClient")}</span>}
        {actor.kind === "system" && <span>{t("history.byItself")}</span>}
        <span className={classes.acts}>
          {isTold(entry) && (
            <ToldButton of={entry.id} className={classes.told}>
              <BellIcon width={13} height={13} />
            </ToldButton>
          )}
          {onGoTo && (
            <Tooltip label={t("history.then")}>
              <ActionIcon size={20} aria-label={`${t("history.then")}: ${formatMoment(at)}`} onClick={() => onGoTo(at)}>
                <CounterClockwiseClockIcon width={13} height={13} />
              </ActionIcon>
            </Tooltip>
          )}
        </span>
      </div>
      {sentencesOf(entry, words).map(({ key, params, quote }) => (
        <div key={`${key} ${JSON.stringify(params)}`}>
          <p className={classes.text}>{t(`event.${key}`, params)}</p>
          {quote && (
            <p className={blocks.quote} dir="auto">
              {quote}
            </p>
          )}
        </div>
      ))}
      <OtherTicket entry={entry} />
      {entry.why.map((why) => {
        const text = sayWhy(why);
        return (
          text && (
            <p key={why.rule} className={`${classes.text} ${classes.why}`}>
              {text}
            </p>
          )
        );
      })}
    </li>
  );
}

const WITH_OTHER = [
  ...["ticket.linked", "ticket.merged", "ticket.absorbed", "ticket.split", "ticket.split-off"],
  ...["incident.attached", "incident.detached", "incident.took", "incident.let-go"],
];

/** The way to the other ticket that the entry tells of, and back together with it. */
function OtherTicket({ entry: { kind, data } }: { entry: Entry }) {
  const { t } = useTranslation("card");
  const { number } = data;
  if (!WITH_OTHER.includes(kind) || typeof number !== "number") return null;
  return (
    <p className={classes.text}>
      <Link to="/tickets/$number" params={{ number: String(number) }}>
        {t("history.other", { number })}
      </Link>{" "}
      {kind.startsWith("ticket.split") && <UndoSplit with={number} />}
    </p>
  );
}

/** Says that this is the past, and leads back [B-TIME-01]. */
export function PastBar() {
  const { t } = useTranslation("card");
  const { past, goTo } = useCard();
  if (!past) return null;
  return (
    <div className={classes.bar} role="status">
      <CounterClockwiseClockIcon />
      <strong>{t("history.asOf", { at: formatFully(past.at) })}</strong>
      <Button size="compact-sm" variant="default" onClick={() => goTo(undefined)}>
        {t("history.toNow")}
      </Button>
    </div>
  );
}
