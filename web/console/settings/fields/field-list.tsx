import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { textOf } from "../../../kit/i18n.ts";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";
import { SystemFields } from "./system-fields.tsx";

export type Field = Answer<"listFields">["items"][number];

export function FieldList({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation(["deskUi", "settings"]);
  const navigate = useNavigate();
  const marks = ({ required, clientReads, active }: Field) =>
    [!active && t("field.mark.off"), required && t("field.mark.required"), clientReads && t("field.mark.client")]
      .filter(Boolean)
      .join(", ");
  return (
    <Page
      fill
      title={t("settings:page.fields.title")}
      about={t("field.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/fields/new" label={t("field.add")} />}
    >
      <SystemFields />
      <Rows
        label={t("settings:page.fields.title")}
        items={fields}
        pages={WHOLE}
        keyOf={({ key }) => key}
        toOf={({ id }) => ({ to: `/settings/fields/${id}` })}
        isSoft={({ active }) => !active}
        empty={
          <EmptyState
            title={t("field.empty.title")}
            why={t("field.empty.why")}
            action={{ label: t("field.add"), run: () => void navigate({ to: "/settings/fields/new" }) }}
          />
        }
        columns={[
          { key: "name", title: t("settings:name"), width: "minmax(160px, 1.4fr)", draw: ({ name }) => textOf(name) },
          {
            key: "type",
            title: t("field.type"),
            width: "minmax(110px, 1fr)",
            draw: ({ type }) => t(`field.types.${type}`),
          },
          { key: "marks", title: t("field.marks"), width: "minmax(140px, 1.4fr)", draw: marks },
          { key: "key", title: t("field.key"), width: "minmax(100px, 1fr)", draw: ({ key }) => key },
        ]}
      />
    </Page>
  );
}
