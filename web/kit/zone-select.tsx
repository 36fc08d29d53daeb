import { Select, type SelectProps } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useZones } from "./use-zones.ts";
import { zonesFound } from "./zones.ts";

/** A time zone by the name of its place and how far it is ahead: `Москва (UTC+3)`. */
export function ZoneSelect({
  value,
  onChange,
  ...rest
}: { value: string; onChange: (zone: string) => void } & Pick<
  SelectProps,
  "label" | "description" | "error" | "size"
>) {
  const { t } = useTranslation("common");
  const choices = useZones(value);
  return (
    <Select
      {...rest}
      searchable
      limit={80}
      allowDeselect={false}
      nothingFoundMessage={t("palette.none")}
      data={choices}
      filter={({ search }) => zonesFound(choices, search)}
      value={value}
      onChange={(zone) => zone && onChange(zone)}
    />
  );
}
