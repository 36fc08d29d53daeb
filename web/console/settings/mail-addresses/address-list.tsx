import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";

export type MailAddress = Answer<"listMailAddresses">["items"][number];

export function AddressList({ addresses }: { addresses: readonly MailAddress[] }) {
  const { t } = useTranslation(["mailUi", "settings"]);
  const navigate = useNavigate();
  const marks = ({ isDefault, active }: MailAddress) =>
    [isDefault && t("address.defaultMark"), !active && t("address.offMark")].filter(Boolean).join(", ");
  return (
    <Page
      fill
      title={t("address.title")}
      about={t("address.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/mail-addresses/new" label={t("address.add")} />}
    >
      <Rows
        label={t("address.title")}
        items={addresses}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/mail-addresses/${id}` })}
        isSoft={({ active }) => !active}
        empty={
          <EmptyState
            title={t("address.empty.title")}
            why={t("address.empty.why")}
            action={{ label: t("address.add"), run: () => void navigate({ to: "/settings/mail-addresses/new" }) }}
          />
        }
        columns={[
          {
            key: "address",
            title: t("address.address"),
            width: "minmax(180px, 1.4fr)",
            draw: ({ address }) => address,
          },
          {
            key: "service",
            title: t("address.service"),
            width: "minmax(120px, 1fr)",
            draw: ({ service }) => service?.name ?? "",
          },
          { key: "team", title: t("address.team"), width: "minmax(120px, 1fr)", draw: ({ team }) => team?.name ?? "" },
          { key: "marks", title: "", width: "120px", draw: marks },
        ]}
      />
    </Page>
  );
}
