import { NativeSelect, Textarea } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { CARD_FIELDS, type Subject } from "../../../../core/fields/card-fields.ts";
import { isReadByFormulas } from "../../../../core/formula/formulas.ts";
import { FUNCTION_NAMES } from "../../../../core/formula/functions.ts";
import type { Answer } from "../../../kit/api.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { askFor } from "./field-form.ts";
import classes from "./fields.module.css";
import { useFormulaCheck } from "./use-formula-check.ts";

type Problem = Answer<"checkFormula">["problems"][number];
type Props = {
  /** What the field is of. */
  subject: Subject;
  /** Of the field, once there is one. */
  fieldKey: string | undefined;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
};

/** A formula as it is typed: what it gives or what is wrong with it is said while one writes. */
export function FormulaField({ subject, fieldKey, value, error, onChange }: Props) {
  const { t } = useTranslation("fieldsUi");
  const input = useRef<HTMLTextAreaElement>(null);
  const { checked, isWaiting } = useFormulaCheck({ subject, key: fieldKey }, value);
  const put = (text: string) => {
    const at = input.current?.selectionStart ?? value.length;
    const next = `${value.slice(0, at)}${text}${value.slice(input.current?.selectionEnd ?? at)}`;
    onChange(next);
    requestAnimationFrame(() => {
      const place = at + text.length - (text.endsWith("()") ? 1 : 0);
      input.current?.focus();
      input.current?.setSelectionRange(place, place);
    });
  };
  return (
    <div className={classes.formula}>
      <Textarea
        ref={input}
        label={t("formula.label")}
        description={t("formula.about")}
        withAsterisk
        autosize
        minRows={2}
        maxRows={10}
        maxLength={2_000}
        spellCheck={false}
        placeholder={t(subject === "ticket" ? "formula.example" : "formula.exampleOfCards")}
        value={value}
        error={error}
        classNames={{ input: classes.code ?? "" }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.insert}>
        <FieldSelect subject={subject} except={fieldKey} onPick={put} />
        <NativeSelect
          aria-label={t("formula.function")}
          value=""
          data={[
            { value: "", label: t("formula.function") },
            ...FUNCTION_NAMES.map((name) => ({ value: name, label: `${name}: ${t(`formula.functions.${name}`)}` })),
          ]}
          onChange={({ currentTarget }) => currentTarget.value && put(`${currentTarget.value}()`)}
        />
      </div>
      <Legend subject={subject} text={value} />
      {value.trim() !== "" && (
        <div className={classes.checked} aria-live="polite" data-waiting={isWaiting || undefined}>
          {checked?.result ? (
            <span>{t("formula.gives", { what: t(`formula.results.${checked.result}`) })}</span>
          ) : (
            <ul>
              {(checked?.problems ?? []).map((problem) => (
                <Fault key={`${problem.code} ${problem.at}`} problem={problem} text={value} />
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

/** What the keys in the formula are called, for nobody knows them by heart. */
function Legend({ subject, text }: { subject: Subject; text: string }) {
  const { data } = useRoute("listFields", askFor(subject), { staleTime: 60_000 });
  const keys = new Set(text.match(/custom\.[a-z][a-z0-9_]*/g));
  const named = (data?.items ?? []).filter(({ key }) => keys.has(key));
  if (named.length === 0) return null;
  return (
    <ul className={classes.legend}>
      {named.map(({ key, name }) => (
        <li key={key}>
          <code>{key}</code> {textOf(name)}
        </li>
      ))}
    </ul>
  );
}

function Fault({ problem, text }: { problem: Problem; text: string }) {
  const { t } = useTranslation(["fieldsUi", "refusal"]);
  const { code, mend, at, end, params = {} } = problem;
  const kinds = String(params.kinds ?? "")
    .split(", ")
    .map((kind) => t(`formula.results.${kind}`, { defaultValue: kind }))
    .join(", ");
  const place = at === 0 && end >= text.length ? "" : text.slice(at, end);
  return (
    <li>
      {t(`refusal:${code}`, { ...params, kinds, defaultValue: mend })}
      {place && <code className={classes.place}>{place}</code>}
    </li>
  );
}

/** The fields that formulas read, by name; the key is what is written. */
function FieldSelect(props: { subject: Subject; except: string | undefined; onPick: (text: string) => void }) {
  const { subject, except, onPick } = props;
  const { t } = useTranslation("fieldsUi");
  const { data } = useRoute("listFields", askFor(subject), { staleTime: 60_000 });
  const own = (data?.items ?? []).filter(({ key, custom }) => key !== except && (custom || READ.includes(key)));
  const offered = [...builtInOf(subject), ...own];
  return (
    <NativeSelect
      aria-label={t("formula.field")}
      value=""
      data={[
        { value: "", label: t("formula.field") },
        ...offered.map(({ key, name }) => ({ value: key, label: textOf(name) })),
      ]}
      onChange={({ currentTarget: { value: key } }) => key && onPick(key)}
    />
  );
}

/** The built-in fields of a card that formulas read; those of tickets are listed with the workspace's own. */
const builtInOf = (subject: Subject) =>
  subject === "ticket"
    ? []
    : CARD_FIELDS[subject]
        .filter((field) => isReadByFormulas(field, subject))
        .map(({ key, label }) => ({ key, name: label }));

/** Of the built-in fields of tickets those that are asked for most; all others that formulas read are known by their keys. */
const READ: readonly string[] = [
  "subject",
  "status",
  "priority",
  "created",
  "due",
  "acceptedAt",
  "resolvedAt",
  "closedAt",
  "rating",
  "firstReplyTime",
  "solutionTime",
];
