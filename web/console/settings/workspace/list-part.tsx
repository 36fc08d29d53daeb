import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { allColumns } from "../../tickets/list/columns.ts";
import { useTicketFields } from "../../tickets/list/fields.ts";
import { Option, Section } from "../frame/section.tsx";
import type { WorkspaceEditor } from "./workspace-form.ts";

/** What all employees see of the list of tickets. */
export function ListPart({ editor }: { editor: WorkspaceEditor }) {
  const { t } = useTranslation("workspaceUi");
  const { value, set, errors } = editor;
  const { fields } = useTicketFields();
  const columns = fields ? allColumns(fields.registry) : [];
  const data = columns.map(({ key, field }) => ({ value: key, label: field ? textOf(field.label) : t("list.labels") }));
  const asked = fields?.registry.fields.filter(({ filterable }) => filterable) ?? [];
  const filters = asked.map(({ key, label }) => ({ value: key, label: textOf(label) }));
  return (
    <Section title={t("list.title")}>
      <Option
        label={t("list.announce.label")}
        about={t("list.announce.about")}
        checked={value.announceNew}
        onChange={(announceNew) => set({ announceNew })}
      />
      <MultiSelect
        label={t("list.columns")}
        description={t("list.columnsAbout")}
        data={data}
        value={value.listColumns}
        error={errors["settings.listColumns"]}
        searchable
        clearable
        onChange={(listColumns) => set({ listColumns })}
      />
      <MultiSelect
        label={t("list.filters")}
        description={t("list.filtersAbout")}
        data={filters}
        value={value.listFilters}
        error={errors["settings.listFilters"]}
        searchable
        clearable
        onChange={(listFilters) => set({ listFilters })}
      />
    </Section>
  );
}
