import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { formatMoment } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { StatusLine } from "../../../kit/status.tsx";
import { Loaded } from "../frame/page.tsx";
import { TicketLink } from "../letters/facts.tsx";
import classes from "./sms.module.css";

type Sms = Answer<"listSms">["items"][number];
const COLOURS: Record<Sms["state"], string> = { queued: "blue", sending: "blue", sent: "green", failed: "red" };

/** SMS that went out, are on their way, or stayed behind, with why. */
export function SentPart() {
  const { t } = useTranslation(["smsUi", "common"]);
  const pages = useRoutePages("listSms", { query: {} });
  return (
    <Loaded query={pages}>
      {({ pages: shown }) => {
        const items = shown.flatMap((page) => page.items);
        if (items.length === 0) return <EmptyState title={t("sent.empty.title")} why={t("sent.empty.why")} />;
        return (
          <>
            <ul className={classes.list}>
              {items.map((sms) => (
                <Line key={sms.id} sms={sms} />
              ))}
            </ul>
            {pages.hasNextPage && (
              <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
                {t("sent.more")}
              </Button>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function Line({ sms: { to, text, parts, state, error, createdAt, ticket } }: { sms: Sms }) {
  const { t } = useTranslation("smsUi");
  return (
    <li className={classes.row}>
      <div className={classes.head}>
        <StatusLine status={{ name: t(`sent.state.${state}`), colour: COLOURS[state] }} />
        <span>
          <bdi>{to.name}</bdi>, <bdi>{to.phone}</bdi>
        </span>
        {ticket && <TicketLink number={ticket.number} />}
        <time className={classes.soft} dateTime={createdAt}>
          {formatMoment(createdAt)}
        </time>
      </div>
      <span className={classes.text}>{text}</span>
      <span className={classes.soft}>
        {[
          t("sent.parts", { count: parts }),
          error && t(`fault.${error.code}.name`, error.code),
          error?.detail && `${t(error.code === "refused" ? "said" : "detail")}: ${error.detail}`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </span>
    </li>
  );
}
