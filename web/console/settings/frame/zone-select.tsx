import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

const KNOWN = Intl.supportedValuesOf("timeZone");

/** A time zone by its IANA name. */
export function ZoneSelect(props: {
  value: string;
  error?: ReactNode;
  about?: ReactNode;
  onChange: (zone: string) => void;
}) {
  const { t } = useTranslation(["deskUi", "settings"]);
  return (
    <Select
      label={t("zone")}
      description={props.about}
      searchable
      limit={80}
      allowDeselect={false}
      nothingFoundMessage={t("settings:pick.nothing")}
      data={KNOWN.includes(props.value) ? KNOWN : [props.value, ...KNOWN]}
      value={props.value}
      error={props.error}
      onChange={(zone) => zone && props.onChange(zone)}
    />
  );
}
