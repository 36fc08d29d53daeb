import { SegmentedControl } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { SUBJECTS, type Subject } from "../../../../core/fields/card-fields.ts";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { textOf } from "../../../kit/i18n.ts";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";
import { addTo, listOf, typeOf } from "./field-form.ts";
import classes from "./fields.module.css";
import { FormulaRuns } from "./formula-runs.tsx";
import { SystemFields } from "./system-fields.tsx";

export type Field = Answer<"listFields">["items"][number];

/** The fields of tickets, contacts, companies or places, each kind of them under its own address. */
export function FieldList({ subject, fields }: { subject: Subject; fields: readonly Field[] }) {
  const { t } = useTranslation(["deskUi", "settings", "fieldsUi"]);
  const navigate = useNavigate();
  const marks = ({ required, clientReads, active }: Field) =>
    [!active && t("field.mark.off"), required && t("field.mark.required"), clientReads && t("field.mark.client")]
      .filter(Boolean)
      .join(", ");
  return (
    <Page
      fill
      title={t("settings:page.fields.title")}
      about={subject === "ticket" ? t("field.about") : t("fieldsUi:subject.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to={addTo(subject)} label={t("field.add")} />}
    >
      <div className={classes.subjects}>
        <SegmentedControl
          aria-label={t("fieldsUi:subject.label")}
          value={subject}
          data={SUBJECTS.map((one) => ({ value: one, label: t(`fieldsUi:subject.${one}`) }))}
          onChange={(chosen) => void navigate({ to: listOf(SUBJECTS.find((one) => one === chosen) ?? "ticket") })}
        />
      </div>
      {subject === "ticket" && <SystemFields />}
      {fields.some(({ computed }) => computed) && (
        <div className={classes.runs}>
          <FormulaRuns subject={subject} />
        </div>
      )}
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
            action={{ label: t("field.add"), run: () => void navigate({ to: addTo(subject) }) }}
          />
        }
        columns={[
          { key: "name", title: t("settings:name"), width: "minmax(160px, 1.4fr)", draw: ({ name }) => textOf(name) },
          {
            key: "type",
            title: t("field.type"),
            width: "minmax(110px, 1fr)",
            draw: (field) => t(`field.types.${typeOf(field)}`),
          },
          { key: "marks", title: t("field.marks"), width: "minmax(140px, 1.4fr)", draw: marks },
          { key: "key", title: t("field.key"), width: "minmax(100px, 1fr)", draw: ({ key }) => key },
        ]}
      />
    </Page>
  );
}
