import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";
import { useProcessNames } from "./process-names.ts";

export type ServiceType = Answer<"listServiceTypes">["items"][number];

export function TypeList({ types }: { types: readonly ServiceType[] }) {
  const { t } = useTranslation(["services", "settings"]);
  const navigate = useNavigate();
  const processes = useProcessNames();
  const marks = ({ common, internal, incident, active }: ServiceType) =>
    [
      common && t("type.commonMark"),
      internal && t("type.internalMark"),
      incident && t("type.incidentMark"),
      !active && t("type.offMark"),
    ]
      .filter(Boolean)
      .join(", ");
  return (
    <Page
      fill
      title={t("settings:page.service-types.title")}
      about={t("type.pageAbout")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/service-types/new" label={t("type.add")} />}
    >
      <Rows
        label={t("settings:page.service-types.title")}
        items={types}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/service-types/${id}` })}
        isSoft={({ active }) => !active}
        empty={
          <EmptyState
            title={t("type.empty.title")}
            why={t("type.empty.why")}
            action={{ label: t("type.add"), run: () => void navigate({ to: "/settings/service-types/new" }) }}
          />
        }
        columns={[
          { key: "name", title: t("settings:name"), width: "minmax(160px, 1.4fr)", draw: ({ name }) => name },
          {
            key: "process",
            title: t("type.process"),
            width: "minmax(120px, 1fr)",
            draw: ({ process }) => processes.get(process) ?? process,
          },
          { key: "marks", title: t("type.marks"), width: "minmax(120px, 1fr)", draw: marks },
          {
            key: "services",
            title: t("type.services"),
            width: "100px",
            draw: ({ services }) => t("servicesOf", { count: services }),
          },
        ]}
      />
    </Page>
  );
}
