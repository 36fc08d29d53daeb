import { NativeSelect, Textarea } from "@mantine/core";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { FUNCTION_NAMES } from "../../../../core/formula/functions.ts";
import type { Answer } from "../../../kit/api.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import classes from "./fields.module.css";
import { useFormulaCheck } from "./use-formula-check.ts";

type Problem = Answer<"checkFormula">["problems"][number];
type Props = {
  /** Of the field, once there is one. */
  fieldKey: string | undefined;
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
};

/** A formula as it is typed: what it gives or what is wrong with it is said while one writes. */
export function FormulaField({ fieldKey, value, error, onChange }: Props) {
  const { t } = useTranslation("fieldsUi");
  const input = useRef<HTMLTextAreaElement>(null);
  const { checked, isWaiting } = useFormulaCheck(fieldKey, value);
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
        placeholder={t("formula.example")}
        value={value}
        error={error}
        classNames={{ input: classes.code ?? "" }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <div className={classes.insert}>
        <FieldSelect except={fieldKey} onPick={put} />
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
      <Legend text={value} />
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
function Legend({ text }: { text: string }) {
  const { data } = useRoute("listFields", {}, { staleTime: 60_000 });
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
function FieldSelect({ except, onPick }: { except: string | undefined; onPick: (text: string) => void }) {
  const { t } = useTranslation("fieldsUi");
  const { data } = useRoute("listFields", {}, { staleTime: 60_000 });
  const offered = (data?.items ?? []).filter(({ key, custom }) => key !== except && (custom || READ.includes(key)));
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

/** Of the built-in fields those that are asked for most; all others that formulas read are known by their keys. */
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
