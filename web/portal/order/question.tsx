import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import type { Service } from "../services/catalogue.ts";
import { FileAnswer, type FileState } from "./file-answer.tsx";
import classes from "./order.module.css";

type Question = Service["form"][number];
/** What is asked before a request is sent: a question of the order form, or a field that the desk has opened. */
export type Asked = Question | (Omit<Question, "type"> & { type: "link" | "file" });

type Props = {
  question: Asked;
  value: unknown;
  error: string | undefined;
  onChange: (value: unknown) => void;
  onFile: (state: FileState) => void;
};

/** One question of an order form, asked as its type needs. */
export function QuestionField({ question, value, error, onChange, onFile }: Props) {
  const { t } = useTranslation("portal");
  const id = useId();
  const { type, label, hint, options = [] } = question;
  const required = question.required === true;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const common = { "aria-describedby": described, "aria-invalid": error ? true : undefined };
  const text = typeof value === "string" ? value : "";
  const frame = (input: ReactNode) => (
    <Framed id={id} label={label} hint={hint} error={error} required={required}>
      {input}
    </Framed>
  );
  const group = (name: string, input: ReactNode) => (
    <fieldset className={classes.field} aria-describedby={described} data-field={question.key}>
      <legend>
        <Label name={name} required={required} />
      </legend>
      {input}
      <Notes id={id} hint={hint} error={error} />
    </fieldset>
  );
  const box = (kind: "radio" | "checkbox", option: string, shown: string, on: boolean, next: unknown) => (
    <label key={option} className={classes.chip}>
      <input type={kind} name={id} checked={on} onChange={() => onChange(next)} {...(error ? common : {})} />
      <span>{shown}</span>
    </label>
  );

  switch (type) {
    case "longtext":
      return frame(
        <textarea
          id={id}
          rows={3}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...common}
        />,
      );
    case "number":
      return frame(<NumberInput id={id} value={value} onChange={onChange} common={common} />);
    case "list":
      if (options.length <= 6) {
        const chips = options.map((option) => box("radio", option, option, value === option, option));
        return group(label, <div className={classes.chips}>{chips}</div>);
      }
      return frame(
        <select id={id} value={text} onChange={(event) => onChange(event.currentTarget.value || undefined)} {...common}>
          <option value="">{t("order.choose")}</option>
          {options.map((option) => (
            <option key={option}>{option}</option>
          ))}
        </select>,
      );
    case "lists": {
      const chosen = Array.isArray(value) ? value : [];
      const without = (option: string) => chosen.filter((one) => one !== option);
      const chips = options.map((option) => {
        const on = chosen.includes(option);
        return box("checkbox", option, option, on, on ? without(option) : [...chosen, option]);
      });
      return group(label, <div className={classes.chips}>{chips}</div>);
    }
    case "yesno":
      return group(
        label,
        <div className={classes.chips}>
          {box("radio", "yes", t("common:yes"), value === true, true)}
          {box("radio", "no", t("common:no"), value === false, false)}
        </div>,
      );
    case "link":
      return frame(
        <input
          id={id}
          type="text"
          inputMode="url"
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          dir="ltr"
          placeholder="https://"
          maxLength={2_000}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...common}
        />,
      );
    case "file":
      return group(label, <FileAnswer value={value} onChange={onChange} onState={onFile} input={common} />);
    default:
      return frame(
        <input
          id={id}
          type={type === "phone" ? "tel" : type}
          autoComplete={type === "phone" ? "tel" : "off"}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value)}
          {...common}
        />,
      );
  }
}

/** Keeps what is typed as it is typed: "1," is on the way to a number. */
function NumberInput(props: { id: string; value: unknown; onChange: (value: unknown) => void; common: object }) {
  const { value } = props;
  return (
    <input
      id={props.id}
      inputMode="decimal"
      value={typeof value === "number" || typeof value === "string" ? String(value) : ""}
      onChange={(event) => {
        const written = event.currentTarget.value;
        const number = Number(written.replace(",", "."));
        const isNumber = written.trim() !== "" && Number.isFinite(number) && String(number) === written;
        props.onChange(isNumber ? number : written);
      }}
      {...props.common}
    />
  );
}

/** A label, an input and what is said about them. */
export function Framed(props: {
  id: string;
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  optional?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={classes.field} data-invalid={props.error !== undefined}>
      <label htmlFor={props.id}>
        <Label name={props.label} required={props.required === true} optional={props.optional === true} />
      </label>
      {props.children}
      <Notes id={props.id} hint={props.hint} error={props.error} />
    </div>
  );
}

function Label({ name, required, optional }: { name: string; required: boolean; optional?: boolean }) {
  const { t } = useTranslation("portal");
  return (
    <>
      <bdi>{name}</bdi>
      {required && (
        <span className={classes.required} title={t("order.required")}>
          <span aria-hidden="true">&nbsp;*</span>
          <span className="unseen">{t("order.required")}</span>
        </span>
      )}
      {optional && <small>{t("common:optional")}</small>}
    </>
  );
}

function Notes({ id, hint, error }: { id: string; hint?: string | undefined; error?: string | undefined }) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className={classes.hint}>
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className={classes.error} role="alert">
          {error}
        </p>
      )}
    </>
  );
}
