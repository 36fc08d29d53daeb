import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { formatMoment } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { Page, PageTabs } from "../frame/page.tsx";
import { type Column, Rows } from "../frame/rows.tsx";
import { LetterInCard } from "./letter-in-card.tsx";
import { LetterState } from "./letter-state.tsx";

type Letter = Answer<"listLettersIn">["items"][number];

/** Letters received: all of them, those in quarantine, or one. */
export function Screen({ rest: [part] }: { rest: readonly string[] }) {
  if (part === undefined || part === "quarantine") return <Received state={part} />;
  return <LetterInCard key={part} id={part} />;
}

function Received({ state }: { state: "quarantine" | undefined }) {
  const { t } = useTranslation(["mailUi", "settings"]);
  const pages = useRoutePages("listLettersIn", { query: state ? { state } : {} });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      fill
      title={t("settings:page.received.title")}
      about={t(state ? "received.quarantineAbout" : "received.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      tabs={
        <PageTabs
          label={t("settings:page.received.title")}
          tabs={[
            { to: "/settings/received", name: t("received.all") },
            { to: "/settings/received/quarantine", name: t("received.quarantine") },
          ]}
        />
      }
    >
      <Rows
        label={t("settings:page.received.title")}
        items={items}
        columns={useColumns(state !== undefined)}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/received/${id}` })}
        pages={pages}
        empty={
          state ? (
            <EmptyState title={t("received.clean.title")} why={t("received.clean.why")} />
          ) : (
            <EmptyState title={t("received.empty.title")} why={t("received.empty.why")} />
          )
        }
      />
    </Page>
  );
}

function useColumns(withReason: boolean): Column<Letter>[] {
  const { t } = useTranslation("mailUi");
  return [
    {
      key: "subject",
      title: t("subject"),
      width: "minmax(180px, 2fr)",
      draw: ({ subject }) => subject || t("noSubject"),
    },
    { key: "from", title: t("from"), width: "minmax(140px, 1.2fr)", draw: ({ from }) => from ?? t("noSender") },
    withReason
      ? {
          key: "reason",
          title: t("reason.label"),
          width: "minmax(160px, 1.4fr)",
          draw: ({ reason }) => (reason ? t(`reason.${reason}.name`, reason) : ""),
        }
      : {
          key: "state",
          title: t("state.label"),
          width: "minmax(120px, 1fr)",
          draw: ({ state, ticket }) =>
            ticket ? t("ticketOf", { number: ticket.number }) : <LetterState state={state} />,
        },
    {
      key: "when",
      title: t("receivedAt"),
      width: "116px",
      draw: ({ receivedAt }) => <time dateTime={receivedAt}>{formatMoment(receivedAt)}</time>,
    },
  ];
}
