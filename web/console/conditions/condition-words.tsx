import { Fragment } from "react";
import { parseCondition } from "../../../core/condition/parse.ts";
import { sideBySide, textOfCondition } from "../tickets/list/condition-text.ts";
import { useTicketFields } from "../tickets/list/fields.ts";
import { PartWords } from "../tickets/list/filter-chips.tsx";

/** A condition over tickets in the words of people; as it is written where it cannot be read any more. */
export function ConditionWords({ text }: { text: string }) {
  const { fields, error } = useTicketFields();
  if (!fields) return error ? <code dir="ltr">{text}</code> : null;
  const parsed = parseCondition(text, fields.registry);
  if (!parsed.ok) return <code dir="ltr">{text}</code>;
  return (
    <span>
      {sideBySide(parsed.condition).map((part, index) => (
        <Fragment key={textOfCondition(part, fields.registry)}>
          {index > 0 && " · "}
          <PartWords part={part} registry={fields.registry} />
        </Fragment>
      ))}
    </span>
  );
}
