import { Button } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, Ask } from "../../kit/api.ts";
import { RefusalList } from "../../kit/refusal-list.tsx";
import classes from "./lookup.module.css";
import type { Word } from "./use-lookup-words.ts";

type Offices = Answer<"getLookup">["offices"];
type Body = Ask<"lookUp">["body"];
const KEYS = ["number", "code", "applicant"] as const;
type Key = (typeof KEYS)[number];

/** The office by its code, one of three keys, and the period if one knows it. */
export function LookupForm(props: {
  offices: Offices;
  word: Word;
  busy: boolean;
  error: unknown;
  onSearch: (body: Body) => void;
}) {
  const { t } = useTranslation("lookup");
  const { word } = props;
  const names: Record<Key, string> = { number: word("number"), code: word("code"), applicant: t("applicantName") };
  const hints: Record<Key, string> = {
    number: word("numberHint"),
    code: word("codeHint"),
    applicant: t("applicantHint"),
  };
  const [part, setPart] = useState("");
  const [chosen, setChosen] = useState("");
  const [key, setKey] = useState<Key>("number");
  const [words, setWords] = useState("");
  const [period, setPeriod] = useState({ from: "", to: "" });
  const offices = matching(props.offices, part);
  // What is not offered any more is not sent.
  const office = offices.some(({ code }) => code === chosen) ? chosen : offices.length === 1 ? offices[0]?.code : "";
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (!office) return;
        const { from, to } = period;
        props.onSearch({ office, [key]: words, ...(from ? { from } : {}), ...(to ? { to } : {}) });
      }}
    >
      <Field label={word("part")}>
        {(id) => (
          <input
            id={id}
            value={part}
            placeholder={t("partHint")}
            autoComplete="off"
            onChange={(event) => setPart(event.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={word("office")}>
        {(id) => (
          <select id={id} value={office} required onChange={(event) => setChosen(event.currentTarget.value)}>
            <option value="">{t("choose", { count: offices.length })}</option>
            {offices.map(({ code, name }) => (
              <option key={code} value={code}>
                {`${code} - ${name}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <fieldset className={classes.keys}>
        <legend>{t("by")}</legend>
        {KEYS.map((one) => (
          <label key={one}>
            <input type="radio" name="key" checked={key === one} onChange={() => setKey(one)} />
            {names[one]}
          </label>
        ))}
      </fieldset>
      <Field label={names[key]} hint={hints[key]}>
        {(id) => (
          <input
            id={id}
            value={words}
            required
            autoComplete="off"
            onChange={(event) => setWords(event.currentTarget.value)}
          />
        )}
      </Field>
      <div className={classes.two}>
        {(["from", "to"] as const).map((end) => (
          <Field key={end} label={end === "from" ? word("from") : t("to")}>
            {(id) => (
              <input
                id={id}
                type="date"
                value={period[end]}
                onChange={(event) => setPeriod({ ...period, [end]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
      </div>
      <RefusalList error={props.error} />
      <Button type="submit" size="md" loading={props.busy}>
        {t("search")}
      </Button>
    </form>
  );
}

function Field(props: { label: string; hint?: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
      {props.hint && <small>{props.hint}</small>}
    </div>
  );
}

/** Offices whose code begins so, or with these words in their names; spaces and the number sign do not matter. */
function matching(offices: Offices, part: string): Offices {
  const wanted = fold(part);
  return wanted === ""
    ? offices
    : offices.filter(({ code, name }) => code.startsWith(wanted) || fold(name).includes(wanted));
}
const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/ё/g, "е")
    .replace(/[\s№.]/g, "");
