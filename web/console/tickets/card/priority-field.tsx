import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusDot } from "../../../kit/status.tsx";
import { RARELY } from "./fields.ts";

/** How pressing a ticket is: none or one of the desk's priorities, the most pressing first [O-PRIO-02, O-PRIO-03]. */
export function PriorityField(props: {
  value: string | null;
  error?: string | undefined;
  onChange: (priority: string | null) => void;
}) {
  const { t } = useTranslation(["card", "common"]);
  const { data } = useRoute("listPriorities", {}, RARELY);
  const { value } = props;
  const offered = (data?.items ?? []).filter(({ active, key }) => active || key === value);
  if (offered.length === 0) return null;
  const colourOf = (key: string) => offered.find((one) => one.key === key)?.colour ?? "grey";
  return (
    <Select
      label={t("field.priority")}
      data={offered.map(({ key, name }) => ({ value: key, label: textOf(name) }))}
      value={value}
      error={props.error}
      clearable
      placeholder={t("common:notSet")}
      leftSection={value ? <StatusDot colour={colourOf(value)} /> : null}
      renderOption={({ option }) => (
        <>
          <StatusDot colour={colourOf(option.value)} />
          <span style={{ marginInlineStart: 8 }}>{option.label}</span>
        </>
      )}
      onChange={props.onChange}
    />
  );
}
