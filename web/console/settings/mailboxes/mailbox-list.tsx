import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { formatMoment } from "../../../kit/format.ts";
import { StatusLine } from "../../../kit/status.tsx";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";

export type Mailbox = Answer<"listMailboxes">["items"][number];

const COLOURS: Record<Mailbox["state"], string> = { ok: "green", failing: "red", new: "blue", off: "grey" };

/** How a mailbox stands: in a word, and if it does not work, why. */
export function MailboxState({ mailbox: { state, error } }: { mailbox: Mailbox }) {
  const { t } = useTranslation("mailboxes");
  const name = state === "failing" && error ? t(`fault.${error.code}.name`, error.code) : t(`state.${state}`);
  return <StatusLine status={{ name, colour: COLOURS[state] }} />;
}

export function MailboxList({ mailboxes }: { mailboxes: readonly Mailbox[] }) {
  const { t } = useTranslation(["mailboxes", "settings"]);
  const navigate = useNavigate();
  return (
    <Page
      fill
      title={t("settings:page.mailboxes.title")}
      about={t("about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/mailboxes/new" label={t("add")} />}
    >
      <Rows
        label={t("settings:page.mailboxes.title")}
        items={mailboxes}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/mailboxes/${id}` })}
        isSoft={({ state }) => state === "off"}
        empty={
          <EmptyState
            title={t("empty.title")}
            why={t("empty.why")}
            action={{ label: t("add"), run: () => void navigate({ to: "/settings/mailboxes/new" }) }}
          />
        }
        columns={[
          {
            key: "address",
            title: t("column.address"),
            width: "minmax(180px, 1.2fr)",
            draw: ({ address }) => address.name,
          },
          {
            key: "state",
            title: t("column.state"),
            width: "minmax(180px, 1.2fr)",
            draw: (mailbox) => <MailboxState mailbox={mailbox} />,
          },
          { key: "server", title: t("column.server"), width: "minmax(140px, 1fr)", draw: ({ host }) => host },
          {
            key: "lastOk",
            title: t("column.lastOk"),
            width: "140px",
            wide: true,
            draw: ({ lastOkAt }) => (lastOkAt ? <time dateTime={lastOkAt}>{formatMoment(lastOkAt)}</time> : t("never")),
          },
        ]}
      />
    </Page>
  );
}
