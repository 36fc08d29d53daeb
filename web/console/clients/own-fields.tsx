import { useTranslation } from "react-i18next";
import type { Card } from "../../../core/fields/card-fields.ts";
import { textOf } from "../../kit/i18n.ts";
import { useRoute } from "../../kit/query.ts";
import { Section, Two } from "../settings/frame/section.tsx";
import { AnswerField } from "../tickets/card/answer-field.tsx";
import { Fact, Facts } from "../tickets/card/block.tsx";
import { choicesFor } from "../tickets/card/fields.ts";
import { OwnValue } from "../tickets/card/own-value.tsx";

type Props = {
  /** What the card is of. */
  subject: Card;
  value: Readonly<Record<string, unknown>>;
  errors: Readonly<Record<string, string | undefined>>;
  onChange: (custom: Record<string, unknown>) => void;
};

/**
 * Of what was changed on a card what is sent: formulas are counted, and what one of them gave before is no change of
 * anybody's, also when a change is taken back.
 */
export function useWritten(subject: Card) {
  const { data } = useRoute("listFields", { query: { subject } }, { staleTime: 60_000 });
  const counted = new Set((data?.items ?? []).filter(({ computed }) => computed).map(({ key }) => key));
  return <Form extends { custom?: Record<string, unknown> }>(changed: Form): Form => {
    if (changed.custom === undefined) return changed;
    const written = Object.entries(changed.custom).filter(([key]) => !counted.has(`custom.${key}`));
    return { ...changed, custom: Object.fromEntries(written) };
  };
}

/** Takes a change of own fields back: what had no value before has none again. */
export function takenBack<Form extends { custom?: Record<string, unknown> }>(before: Form, changed: Form): Form {
  if (before.custom === undefined) return before;
  const emptied = Object.keys(changed.custom ?? {}).map((key) => [key, null]);
  return { ...before, custom: { ...Object.fromEntries(emptied), ...before.custom } };
}

/** The workspace's own fields on the card of a contact, a company or a place: those that this person may see. */
export function OwnFields({ subject, value, errors, onChange }: Props) {
  const { t } = useTranslation("fieldsUi");
  const { data } = useRoute("listFields", { query: { subject } }, { staleTime: 60_000 });
  const fields = (data?.items ?? [])
    .filter(({ active, mine }) => active && mine !== "hidden")
    .map((field) => ({ ...field, key: field.key.replace(/^custom\./, "") }));
  const [written, read] = [fields.filter(({ mine }) => mine === "write"), fields.filter(({ mine }) => mine === "read")];
  const told = read.filter(({ key }) => value[key] !== undefined && value[key] !== null);
  if (written.length + told.length === 0) return null;
  return (
    <Section title={t("own.title")}>
      {written.length > 0 && (
        <Two>
          {written.map((field) => (
            <AnswerField
              key={field.key}
              question={{
                label: textOf(field.name),
                type: field.type,
                required: field.required,
                options: choicesFor(field.choices, value[field.key]),
                currency: field.currency ?? null,
              }}
              value={value[field.key] ?? null}
              error={errors[`custom.${field.key}`]}
              onChange={(next) => onChange({ ...value, [field.key]: next })}
            />
          ))}
        </Two>
      )}
      {told.length > 0 && (
        <Facts>
          {told.map((field) => (
            <Fact key={field.key} label={textOf(field.name)}>
              <OwnValue field={field} value={value[field.key]} />
            </Fact>
          ))}
        </Facts>
      )}
    </Section>
  );
}
