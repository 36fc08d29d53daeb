import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { PERMISSION_KEYS } from "../../../../core/access/permissions.ts";

const PERMISSIONS = PERMISSION_KEYS.filter((key) => key.startsWith("ticket.") || key.startsWith("message."));

/** The right that a step takes, of those about tickets and messages. `everybody`: the words for none. */
export function PermissionSelect(props: {
  label: string;
  value: string;
  everybody?: string;
  onChange: (permission: string) => void;
}) {
  const { t } = useTranslation("roles");
  const { label, value, everybody, onChange } = props;
  return (
    <NativeSelect
      label={label}
      value={value}
      data={[
        ...(everybody === undefined ? [] : [{ value: "", label: everybody }]),
        ...PERMISSIONS.map((key) => ({ value: key, label: t(`permission.${key}.name`, { defaultValue: key }) })),
      ]}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
