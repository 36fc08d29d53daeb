import { NativeSelect, NumberInput, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatWork } from "../../../kit/format.ts";
import { useRoute } from "../../../kit/query.ts";
import { Two } from "../frame/section.tsx";
import type { ResultProps, Rule } from "../rules/rule-kind.ts";

type Result = { calendar?: string; reaction?: number | null; resolution?: number | null };
const NORMS = ["reaction", "resolution"] as const;

/** The part "Then" of an SLA rule: the calendar, and how much of its working time there is [O-SLA-17]. */
export function SlaResult({ value, names, errors, onChange }: ResultProps) {
  const { t } = useTranslation("slaUi");
  const { data } = useRoute("listCalendars", {});
  const result: Result = value;
  const set = (part: Result) => onChange({ ...result, ...part });
  const offered = data?.items ?? [];
  const gone = result.calendar && data && !offered.some(({ id }) => id === result.calendar) ? [result.calendar] : [];
  return (
    <Stack>
      <NativeSelect
        label={t("calendar")}
        withAsterisk
        error={errors["result.calendar"] ?? errors.result}
        value={result.calendar ?? ""}
        data={[
          { value: "", label: t("choose"), disabled: true },
          ...offered.map(({ id, name }) => ({ value: id, label: name })),
          ...gone.map((id) => ({ value: id, label: names[id] ?? "…" })),
        ]}
        onChange={(event) => set({ calendar: event.currentTarget.value })}
      />
      {NORMS.map((name) => (
        <Norm
          key={name}
          label={t(name)}
          about={t(`${name}About`)}
          seconds={result[name] ?? null}
          error={errors[`result.${name}`]}
          onChange={(seconds) => set({ [name]: seconds })}
        />
      ))}
    </Stack>
  );
}

type NormProps = {
  label: string;
  about: string;
  seconds: number | null;
  error: string | undefined;
  onChange: (seconds: number | null) => void;
};

/** Hours and minutes of working time; nothing in both: not promised. */
function Norm({ label, about, seconds, error, onChange }: NormProps) {
  const { t } = useTranslation("slaUi");
  const hours = seconds === null ? "" : Math.floor(seconds / 3600);
  const minutes = seconds === null ? "" : Math.floor(seconds / 60) % 60;
  const set = (nextHours: number | string, nextMinutes: number | string) => {
    const sum = (Number(nextHours) || 0) * 3600 + (Number(nextMinutes) || 0) * 60;
    onChange(sum > 0 ? sum : null);
  };
  return (
    <Two>
      <NumberInput
        label={`${label}, ${t("hours")}`}
        description={about}
        placeholder={t("notPromised")}
        min={0}
        max={87_000}
        allowDecimal={false}
        value={hours}
        error={error}
        onChange={(next) => set(next, minutes)}
      />
      <NumberInput
        label={t("minutes")}
        description=" "
        min={0}
        max={59}
        allowDecimal={false}
        value={minutes}
        onChange={(next) => set(hours, next)}
      />
    </Two>
  );
}

/** What a rule promises, in a line. */
export function useSlaSummary(): (rule: Pick<Rule, "result" | "names">) => string {
  const { t } = useTranslation("slaUi");
  return ({ result, names }) => {
    const { calendar, reaction, resolution }: Result = result;
    return [
      reaction ? t("summary.reaction", { span: formatWork(reaction) }) : "",
      resolution ? t("summary.resolution", { span: formatWork(resolution) }) : "",
      calendar ? t("summary.calendar", { name: names[calendar] ?? "…" }) : "",
    ]
      .filter(Boolean)
      .join(" · ");
  };
}
