import type { ReactNode } from "react";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { RefMultiSelect } from "./ref-select.tsx";

/** Employees where the data keep their ids alone: the names are looked up. */
export function EmployeesField(props: {
  label: string;
  about?: ReactNode;
  error?: ReactNode;
  required?: boolean;
  focused?: boolean;
  placeholder?: string;
  most?: number;
  value: readonly string[];
  onChange: (ids: string[]) => void;
}) {
  const { value, onChange, ...shown } = props;
  const names = useNamesOf("employee", value);
  return (
    <RefMultiSelect
      {...shown}
      kind="employee"
      value={value.map((id) => ({ id, name: names.get(id) ?? "…" }))}
      onChange={(chosen) => onChange(chosen.map(({ id }) => id))}
    />
  );
}
