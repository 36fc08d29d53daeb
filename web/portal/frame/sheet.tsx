import { type PointerEvent, type ReactNode, useEffectEvent, useId, useLayoutEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { CrossIcon } from "./icons.tsx";
import classes from "./sheet.module.css";

/** How far a sheet is pulled down before it goes, px. */
const ENOUGH = 90;

/**
 * What comes over the page for one question: from below on a telephone, in the middle elsewhere. Draw it while it is
 * open. `onClose` is called by Esc, the cross, a tap beside it and a swipe down.
 */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  const dialog = useModal();
  const swipe = useSwipe(dialog, onClose);
  const name = useId();
  return (
    // Esc and the cross do by keyboard what a tap beside the sheet does.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <dialog
      ref={dialog}
      className={classes.sheet}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div className={classes.box}>
        <header className={classes.head} {...swipe}>
          <h2 id={name}>{title}</h2>
          <button type="button" className={classes.close} aria-label={t("action.close")} onClick={onClose}>
            <CrossIcon />
          </button>
        </header>
        <div className={classes.body}>{children}</div>
      </div>
    </dialog>
  );
}

/** A dialog that is open as long as it is drawn; the focus goes in and afterwards back to where it was. */
export function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before anything is painted or measured.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    // A telephone would throw up its keyboard and hide half of the question.
    const first = shown?.querySelector<HTMLElement>("[data-autofocus]");
    if (first && matchMedia("(pointer: fine)").matches) first.focus();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return dialog;
}

function useSwipe(dialog: { current: HTMLDialogElement | null }, onClose: () => void) {
  const start = useRef<number>(undefined);
  const pull = (by: number) => dialog.current?.style.setProperty("--pulled", `${Math.max(0, by)}px`);
  const end = useEffectEvent((y: number) => {
    const by = start.current === undefined ? 0 : y - start.current;
    start.current = undefined;
    pull(0);
    if (by > ENOUGH) onClose();
  });
  return {
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType === "mouse" || (event.target instanceof Element && event.target.closest("button"))) return;
      start.current = event.clientY;
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (start.current !== undefined) pull(event.clientY - start.current);
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => end(event.clientY),
    onPointerCancel: () => {
      start.current = undefined;
      pull(0);
    },
  };
}
