import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { formatMoment } from "../../../kit/format.ts";
import { useRoutePages } from "../../../kit/query.ts";
import { Page } from "../frame/page.tsx";
import rows from "../frame/rows.module.css";
import { type Column, Rows } from "../frame/rows.tsx";
import { useAddress } from "../frame/use-address.ts";
import { kindName } from "./letter-kind.ts";
import { LetterOutCard } from "./letter-out-card.tsx";
import { LetterState } from "./letter-state.tsx";
import { NotSending } from "./not-sending.tsx";

type Letter = Answer<"listLettersOut">["items"][number];
const STATES = ["kept", "queued", "sent", "failed"] as const;

/** The outbox: every letter that was written, and what became of it; or one of them. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  return id === undefined ? <Outbox /> : <LetterOutCard key={id} id={id} />;
}

function Outbox() {
  const { t } = useTranslation(["mailUi", "settings"]);
  const address = useAddress();
  const state = STATES.find((one) => one === address.get("state"));
  const pages = useRoutePages("listLettersOut", { query: state ? { state } : {} });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page
      fill
      title={t("settings:page.outbox.title")}
      about={t("outbox.about")}
      back={{ to: "/settings", label: t("settings:back") }}
    >
      {pages.data?.pages[0]?.sending === false && <NotSending />}
      <div className={rows.tools}>
        <NativeSelect
          className={rows.filter ?? ""}
          aria-label={t("state.label")}
          value={state ?? ""}
          data={[
            { value: "", label: t("state.all") },
            ...STATES.map((one) => ({ value: one, label: t(`state.${one}`) })),
          ]}
          onChange={(event) => address.set({ state: event.currentTarget.value })}
        />
      </div>
      <Rows
        label={t("settings:page.outbox.title")}
        items={items}
        columns={useColumns()}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/outbox/${id}` })}
        pages={pages}
        empty={
          state ? (
            <EmptyState title={t("outbox.none")} why={t("outbox.noneWhy")} />
          ) : (
            <EmptyState title={t("outbox.empty.title")} why={t("outbox.empty.why")} />
          )
        }
      />
    </Page>
  );
}

function useColumns(): Column<Letter>[] {
  const { t } = useTranslation("mailUi");
  return [
    { key: "subject", title: t("subject"), width: "minmax(180px, 2fr)", draw: ({ subject }) => subject },
    { key: "to", title: t("to"), width: "minmax(140px, 1.2fr)", draw: ({ to }) => to },
    { key: "kind", title: t("kind.label"), width: "minmax(110px, 0.9fr)", draw: ({ kind }) => kindName(kind, t) },
    { key: "state", title: t("state.label"), width: "120px", draw: ({ state }) => <LetterState state={state} /> },
    {
      key: "when",
      title: t("written"),
      width: "116px",
      draw: ({ createdAt }) => <time dateTime={createdAt}>{formatMoment(createdAt)}</time>,
    },
  ];
}
