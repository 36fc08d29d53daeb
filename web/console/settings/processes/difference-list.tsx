import { useTranslation } from "react-i18next";
import type { Difference } from "../../../../core/process/differences.ts";
import type { Process } from "../../../../core/process/process.ts";
import { textOf } from "../../../kit/i18n.ts";
import { statusName } from "./choices.ts";
import classes from "./process.module.css";

type Props = { differences: readonly Difference[]; before: Process; after: Process };

/** What is different between two versions, in words, one thing a line. */
export function DifferenceList({ differences, before, after }: Props) {
  const { t } = useTranslation("processUi");
  if (differences.length === 0) return <p className={classes.soft}>{t("difference.none")}</p>;
  return (
    <ul className={classes.differences} aria-label={t("difference.title")}>
      {differences.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a difference has nothing but its place to be told by
        <li key={index} data-kind={one.kind}>
          <span className={classes.moveName}>
            <Thing at={one.at} process={one.kind === "removed" ? before : after} other={before} />
          </span>
          <span className={classes.soft}>
            {one.kind === "changed" ? (
              <>
                {shown(one.before, before)} → {shown(one.after, after)}
              </>
            ) : (
              t(`difference.${one.kind}`)
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** The name of what differs: a status by its name, a move by where it leads. */
function Thing({ at, process, other }: { at: string; process: Process; other: Process }) {
  const { t } = useTranslation("processUi");
  const [group = "", name = "", ...rest] = at.split(".");
  const part = rest.join(".");
  const partName = part ? `: ${t(`part.of.${part}`, { defaultValue: part })}` : "";
  if (group === "statuses" && name) {
    const known = process.statuses[name] ? process : other;
    return `${t("difference.status", { name: statusName(known, name) })}${partName}`;
  }
  if (group === "moves" && name) {
    const move = [...process.moves, ...other.moves].find(({ key, to }) => (key ?? to) === name);
    return `${t("difference.move", { name: move ? textOf(move.label) : name })}${partName}`;
  }
  if (group === "on") {
    // What happened is named by two words: `client.said`.
    const [, first, second, what] = at.split(".");
    const of = what === undefined ? "" : `: ${t(`on.${what}`, { defaultValue: what })}`;
    return `${t("difference.on")} «${t(`on.${first}.${second}`)}»${of}`;
  }
  return t(`part.of.${group}`, { defaultValue: group });
}

/** A value in few words: a text in the reader's language, statuses of a process by name, anything else as it is kept. */
export function shown(value: unknown, process?: Process): string {
  if (typeof value === "string")
    return process && Object.hasOwn(process.statuses, value) ? statusName(process, value) : value;
  if (typeof value === "boolean" || typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map((one) => shown(one, process)).join(", ");
  if (typeof value !== "object" || value === null) return "–";
  const parts = new Map<string, unknown>(Object.entries(value));
  const en = parts.get("en");
  const ru = parts.get("ru");
  if (typeof en === "string" && typeof ru === "string") return textOf({ en, ru });
  return [...parts].map(([name, one]) => `${name}: ${shown(one, process)}`).join("; ");
}
