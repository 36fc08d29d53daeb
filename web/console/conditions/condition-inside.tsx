import { SegmentedControl } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { formatCondition } from "../../../core/condition/format.ts";
import { parseCondition } from "../../../core/condition/parse.ts";
import type { Registry } from "../../../core/fields/registry.ts";
import { ErrorState } from "../../kit/error-state.tsx";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { useTicketFields } from "../tickets/list/fields.ts";
import classes from "./condition-editor.module.css";
import type { ConditionEditorProps } from "./condition-editor.tsx";
import { ConditionForm } from "./condition-form.tsx";
import { ConditionPreview, faultsIn, usePreview } from "./condition-preview.tsx";
import { ConditionTextField } from "./condition-text-field.tsx";
import { conditionOf, formOf, type GroupPart } from "./form-model.ts";
import { useKnownNames } from "./names-in.ts";

/** So long after the last change the tickets are counted, ms. */
const PAUSE = 450;

/** The editor once the fields are known. */
export function ConditionInside({ registry, ...props }: ConditionEditorProps) {
  return registry ? <Inside {...props} registry={registry} /> : <OverTickets {...props} />;
}

function OverTickets(props: ConditionEditorProps) {
  const { fields, error, retry } = useTicketFields();
  if (fields) return <Inside {...props} registry={fields.registry} countsTickets />;
  return error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonRows rows={2} />;
}

type InsideProps = ConditionEditorProps & { registry: Registry; countsTickets?: boolean };

function Inside({ value, onChange, label, registry, countsTickets = false }: InsideProps) {
  const { t } = useTranslation("conditions");
  const parsed = parseCondition(value, registry);
  const condition = parsed.ok ? parsed.condition : { all: [] };
  const names = useKnownNames(condition, registry);
  const [isText, setText] = useState(!parsed.ok);
  const [kept, setKept] = useState<{ of: string; form: GroupPart }>();
  // Rows that are not filled in yet stand in the form alone: it is made anew only for a condition that it has not made.
  const form = kept?.of === value ? kept.form : formOf(condition);
  if (kept?.of !== value && parsed.ok) setKept({ of: value, form });
  const [rested] = useDebouncedValue(value, PAUSE);
  const preview = usePreview(rested, countsTickets && parsed.ok && rested === value);
  const refused = rested === value ? faultsIn(preview.error) : [];
  const title = label ?? t("title");
  return (
    <section className={classes.editor} aria-label={title}>
      <div className={classes.head}>
        <span className={classes.label}>{title}</span>
        <SegmentedControl
          size="xs"
          aria-label={t("view.title")}
          value={isText ? "text" : "form"}
          data={[
            { value: "form", label: t("view.form") },
            { value: "text", label: t("view.text") },
          ]}
          onChange={(view) => setText(view === "text")}
        />
      </div>
      {isText ? (
        <ConditionTextField
          label={title}
          value={value}
          registry={registry}
          names={names}
          refused={refused}
          onChange={onChange}
        />
      ) : parsed.ok ? (
        <ConditionForm
          form={form}
          registry={registry}
          onForm={(next) => {
            const text = formatCondition(conditionOf(next), registry);
            setKept({ of: text, form: next });
            onChange(text);
          }}
        />
      ) : (
        <p className={classes.unreadable}>{t("unreadable")}</p>
      )}
      {countsTickets && parsed.ok && refused.length === 0 && (
        <ConditionPreview
          where={value}
          preview={preview.data}
          isStale={rested !== value || preview.isPlaceholderData}
          failed={preview.error !== null}
        />
      )}
      {!isText && refused.length > 0 && <p className={classes.unreadable}>{t("unreadable")}</p>}
    </section>
  );
}
