import { useTranslation } from "react-i18next";
import { isProblem, type Refused } from "./problem.ts";
import classes from "./state.module.css";

type Translate = (key: string, options: Record<string, unknown>) => string;

/** What to read: the locale's text by the mend's key or the code, else what the server wrote. */
function wordsOf(refusal: Refused, t: Translate): { text: string; mend: string | undefined } {
  const given = { ...refusal.params, defaultValue: "" };
  const named = refusal.text ? t(refusal.text, given) : "";
  const coded = named || textOfCode(refusal.code, t, given);
  const text = coded || refusal.message || refusal.code;
  const isWritten = refusal.text === undefined && refusal.mend !== "" && !coded;
  return { text, mend: isWritten && refusal.mend !== text ? refusal.mend : undefined };
}

/** The text of a code, "" where none is known here; refusals of settings have theirs there alone. */
export function textOfCode(code: string, t: Translate, given: Record<string, unknown> = {}): string {
  const key = code.slice(code.indexOf("/") + 1);
  const from = (ns: string) => t(key, { ...given, ns, defaultValue: "" });
  return from("refusal") || from("settingsRefusal");
}

type Props = {
  error: unknown;
  except?: readonly string[];
  /** What stands before a refusal: what it is about. */
  leadOf?: (refusal: Refused) => string | undefined;
};

/** The refusals of an error, one by one: what is not allowed and what to do. Nothing when there are none. */
export function RefusalList({ error, except = [], leadOf }: Props) {
  const { t } = useTranslation("refusal");
  const { t: common } = useTranslation();
  if (!error) return null;
  const all = isProblem(error) ? error.refusals : [];
  const shown = all.filter(({ field }) => field === undefined || !except.includes(field));
  if (shown.length === 0) {
    // All of them stand beside their fields.
    if (all.length > 0) return null;
    return (
      <ul className={classes.refusals} role="alert">
        <li>{plainText(error, t, common)}</li>
      </ul>
    );
  }
  return (
    <ul className={classes.refusals} role="alert">
      {shown.map((refusal) => {
        const { text, mend } = wordsOf(refusal, t);
        return (
          <li key={`${refusal.code} ${refusal.field} ${refusal.params?.name ?? ""}`}>
            {leadOf?.(refusal)} {text}
            {mend && <span className={classes.mend}>{mend}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function plainText(error: unknown, t: Translate, common: Translate): string {
  if (!isProblem(error)) return common("error.fault.title", {});
  if (error.status === 0) return common("error.unreachable.text", {});
  if (error.status === 412) return common("error.changed", {});
  return textOfCode(error.code, t) || error.message;
}

/** One refusal in the words of the person's language: `text(refusal)`. */
export function useRefusalText(): (refusal: Refused) => string {
  const { t } = useTranslation("refusal");
  return (refusal) => wordsOf(refusal, t).text;
}

/** The refusals by field, to stand beside inputs: `const errors = useFieldErrors(move.error)`, `error={errors.comment}`. */
export function useFieldErrors(error: unknown): Record<string, string> {
  const { t } = useTranslation("refusal");
  if (!isProblem(error)) return {};
  return Object.fromEntries(
    error.refusals.flatMap((refusal) => (refusal.field ? [[refusal.field, wordsOf(refusal, t).text]] : [])),
  );
}
