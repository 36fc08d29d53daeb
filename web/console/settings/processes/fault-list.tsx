import { ExclamationTriangleIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Fault } from "../../../../core/process/check.ts";
import type { Process } from "../../../../core/process/process.ts";
import { statusName } from "./choices.ts";
import classes from "./process.module.css";
import type { ProcessEditor, Selected } from "./use-process-editor.ts";

/** What is wrong, as people read it: statuses and options by their names. */
export function useFaultText(process: Process): (fault: Pick<Fault, "code" | "text" | "params">) => string {
  const { t } = useTranslation(["processUi", "roles"]);
  return ({ code, text, params = {} }) =>
    t(`fault.${code}`, {
      defaultValue: text,
      ...params,
      ...(params.status === undefined ? {} : { status: statusName(process, params.status) }),
      ...(params.options === undefined
        ? {}
        : {
            options:
              params.options
                .split(", ")
                .filter(Boolean)
                .map((option) => t(`option.${option}`))
                .join(", ") || t("fault.noOptions"),
          }),
    });
}

/** Faults beside the thing that they are about. */
export function FaultsOf({ faults, process }: { faults: readonly Fault[]; process: Process }) {
  const say = useFaultText(process);
  if (faults.length === 0) return null;
  return (
    <ul className={classes.faults} role="alert">
      {faults.map((fault, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: faults have nothing but their place to be told by
        <li key={index}>
          <ExclamationTriangleIcon aria-hidden />
          <span>{say(fault)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Everything that is wrong with the process, each leading to where it is mended. */
export function FaultSummary({ of: { faults, process, select } }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const say = useFaultText(process);
  if (faults.length === 0) {
    return (
      <p className={classes.sound} role="status">
        {t("sound")}
      </p>
    );
  }
  return (
    <section className={classes.summary} aria-label={t("faults", { count: faults.length })}>
      <h2 role="status">{t("faults", { count: faults.length })}</h2>
      <ul>
        {faults.map((fault, index) => {
          const thing = placeOf(fault.at);
          const about = thing ? nameOf(thing, process, t("theMove")) : "";
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: faults have nothing but their place to be told by
            <li key={index}>
              {thing ? (
                <button type="button" onClick={() => select(thing)}>
                  {about}
                </button>
              ) : null}
              <span>{say(fault)}</span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The thing that a place of the definition belongs to. */
function placeOf(at: string): Selected | undefined {
  const status = /^statuses\.([^.]+)/.exec(at)?.[1];
  if (status) return { kind: "status", key: status };
  const move = /^moves\[(\d+)\]/.exec(at)?.[1];
  if (move) return { kind: "move", index: Number(move) };
  const on = /^on\[(\d+)\]/.exec(at)?.[1];
  return on ? { kind: "on", index: Number(on) } : undefined;
}

function nameOf(thing: Selected, process: Process, theMove: string): string {
  if (thing.kind === "status") return statusName(process, thing.key);
  if (thing.kind === "on") return `#${thing.index + 1}`;
  const move = process.moves[thing.index];
  return move
    ? `${move.from.map((key) => statusName(process, key)).join(", ")} → ${statusName(process, move.to)}`
    : theMove;
}
