import { FileIcon } from "@radix-ui/react-icons";
import { FileText, LinkText } from "../../../kit/field-value.tsx";
import { formatSpan } from "../../../kit/format.ts";
import { EmployeeName } from "./employee-name.tsx";
import { type Field, showChoice, useShowAnswer } from "./fields.ts";
import { useEmployeeChoice } from "./lookups.ts";

/** The value of one of the workspace's own fields, drawn by its type. */
export function OwnValue({ field, value }: { field: Field; value: unknown }) {
  const show = useShowAnswer();
  if (field.type === "person") return <NameOf id={String(value)} />;
  if (field.type === "link") return <LinkText value={value} />;
  if (field.type === "file") return <FileText value={value} icon={<FileIcon aria-hidden />} />;
  if (field.unit === "seconds" && typeof value === "number") return formatSpan(value);
  return field.choices.length > 0 ? showChoice(field.choices, value) : show(value);
}

function NameOf({ id }: { id: string }) {
  const person = useEmployeeChoice(id);
  return person && <EmployeeName person={person} />;
}
