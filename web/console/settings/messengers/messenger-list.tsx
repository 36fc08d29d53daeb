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

export type Messenger = Answer<"listMessengers">["items"][number];

const COLOURS: Record<Messenger["state"], string> = { ok: "green", failing: "red", new: "blue", off: "grey" };

/** How an account stands: in a word, and if it does not work, why. */
export function MessengerState({ messenger: { state, error } }: { messenger: Messenger }) {
  const { t } = useTranslation("messengersUi");
  const name = state === "failing" && error ? t(`fault.${error.code}.name`, error.code) : t(`state.${state}`);
  return <StatusLine status={{ name, colour: COLOURS[state] }} />;
}

export function MessengerList({ messengers }: { messengers: readonly Messenger[] }) {
  const { t } = useTranslation(["messengersUi", "settings"]);
  const navigate = useNavigate();
  return (
    <Page
      fill
      title={t("settings:page.messengers.title")}
      about={t("about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/messengers/new" label={t("add")} />}
    >
      <Rows
        label={t("settings:page.messengers.title")}
        items={messengers}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/messengers/${id}` })}
        isSoft={({ state }) => state === "off"}
        empty={
          <EmptyState
            title={t("empty.title")}
            why={t("empty.why")}
            action={{ label: t("add"), run: () => void navigate({ to: "/settings/messengers/new" }) }}
          />
        }
        columns={[
          { key: "name", title: t("column.name"), width: "minmax(160px, 1.2fr)", draw: ({ name }) => name },
          { key: "kind", title: t("column.kind"), width: "140px", draw: ({ kind }) => t(`kind.${kind}`) },
          {
            key: "state",
            title: t("column.state"),
            width: "minmax(180px, 1.2fr)",
            draw: (messenger) => <MessengerState messenger={messenger} />,
          },
          {
            key: "last",
            title: t("column.last"),
            width: "150px",
            wide: true,
            draw: ({ lastMessageAt: at }) => (at ? <time dateTime={at}>{formatMoment(at)}</time> : t("never")),
          },
        ]}
      />
    </Page>
  );
}
