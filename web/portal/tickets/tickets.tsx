import { useTranslation } from "react-i18next";
import { EmptyState } from "../../kit/empty-state.tsx";
import { useAddress } from "../address.tsx";
import { Page } from "../frame/page.tsx";
import { useWide } from "../frame/use-wide.ts";
import { Ticket } from "../ticket/ticket.tsx";
import { isTab, TicketList } from "./list.tsx";
import classes from "./tickets.module.css";

/** The list of tickets, and the one that is open: beside it where there is room, in its place elsewhere. */
export function Tickets({ number }: { number: string | undefined }) {
  const { t } = useTranslation("portal");
  const isWide = useWide(1100);
  const asked = useAddress().query.get("tab");
  const tab = isTab(asked) ? asked : "active";
  if (!isWide && number) return <Ticket key={number} number={number} />;
  const list = <TicketList key={tab} tab={tab} open={number} />;
  if (!isWide) return <Page title={t("tickets.title")}>{list}</Page>;
  return (
    <div className={classes.panes}>
      <section className={classes.pane} aria-label={t("tickets.title")}>
        {list}
      </section>
      {number ? (
        <Ticket key={number} number={number} isBeside />
      ) : (
        <Page title={t("tickets.title")} quiet>
          <EmptyState title={t("tickets.choose")} />
        </Page>
      )}
    </div>
  );
}
