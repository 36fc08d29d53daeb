import { useTranslation } from "react-i18next";
import { CrossIcon } from "./icons.tsx";
import { isProblem } from "./problem.ts";
import { textOfCode } from "./refusal-list.tsx";
import { useShortcuts } from "./shortcuts.ts";
import { makeStore, useStore } from "./store.ts";
import classes from "./toast.module.css";

/** How long a toast stays, ms; one that offers something stays longer. */
const STAY = 5000;
const STAY_TO_ACT = 10_000;

/** A file to be fetched, offered beside what is said. */
type FileLink = { label: string; href: string; name: string };
type Options = {
  tone?: "plain" | "bad";
  undo?: () => unknown;
  link?: FileLink;
  act?: { label: string; run: () => unknown };
};
type Toast = Options & { id: number; text: string; tone: "plain" | "bad" };
const toasts = makeStore<readonly Toast[]>([]);
let last = 0;

const drop = (id: number) => toasts.set(toasts.get().filter((toast) => toast.id !== id));

/** Says in a line what was done: `toast(t("moved"), { undo: () => move.mutate(back) })`. The newest three are seen. */
export function toast(text: string, options: Options = {}): void {
  last += 1;
  const id = last;
  toasts.set([...toasts.get().slice(-2), { ...options, id, text, tone: options.tone ?? "plain" }]);
  setTimeout(() => drop(id), options.undo || options.link || options.act ? STAY_TO_ACT : STAY);
}

/** Says what went wrong where no place of its own shows it. */
export function useFaultToast(): (error: unknown) => void {
  const { t } = useTranslation(["common", "refusal"]);
  return (error) => {
    const refusal = isProblem(error) ? error.refusals[0] : undefined;
    const code = refusal?.code ?? (isProblem(error) ? error.code : "");
    const text = textOfCode(code, t, refusal?.params) || refusal?.message;
    const unreached = isProblem(error) && error.status === 0;
    toast(text || t(unreached ? "error.unreachable.text" : "error.fault.title"), { tone: "bad" });
  };
}

/** Shows the toasts; `u` takes the last one back. Once in each face. */
export function UndoToast() {
  const { t } = useTranslation();
  const shown = useStore(toasts);
  const undoable = shown.findLast(({ undo }) => undo !== undefined);
  const undo = (item: Toast) => {
    drop(item.id);
    void item.undo?.();
  };
  useShortcuts(
    undoable ? [{ keys: "u", label: t("action.undo"), group: t("shortcuts.general"), run: () => undo(undoable) }] : [],
  );
  return (
    <div className={classes.toasts} role="status" aria-live="polite">
      {shown.map((item) => (
        <div key={item.id} className={classes.toast} data-tone={item.tone}>
          <span>{item.text}</span>
          {item.link && (
            <a className={classes.act} href={item.link.href} download={item.link.name}>
              {item.link.label}
            </a>
          )}
          {item.act && (
            <button
              type="button"
              className={classes.act}
              onClick={() => {
                drop(item.id);
                void item.act?.run();
              }}
            >
              {item.act.label}
            </button>
          )}
          {item.undo && (
            <button type="button" className={classes.act} onClick={() => undo(item)}>
              {t("action.undo")}
            </button>
          )}
          <button type="button" className={classes.act} aria-label={t("action.close")} onClick={() => drop(item.id)}>
            <CrossIcon />
          </button>
        </div>
      ))}
    </div>
  );
}
