import type { KeyboardEvent, ReactNode } from "react";
import { useLayoutEffect } from "react";
import classes from "./menu.module.css";
import { useModal } from "./sheet.tsx";

export type MenuItem = { label: string; icon: ReactNode; run: () => void; danger?: boolean };
/** Where a menu opens, px from the left and top of the window. */
export type MenuPoint = { x: number; y: number };

/** The point under a button, at its far end. */
export function pointUnder(element: Element): MenuPoint {
  const { left, right, bottom } = element.getBoundingClientRect();
  return { x: document.dir === "rtl" ? left : right, y: bottom + 4 };
}

/** A few things to do with what was pressed. Draw it while it is open; it closes with the choice. */
export function Menu(props: { label: string; at: MenuPoint; items: readonly MenuItem[]; onClose: () => void }) {
  const dialog = useModal();
  const { x, y } = props.at;
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (!shown) return;
    const { width, height } = shown.getBoundingClientRect();
    const within = (at: number, size: number, room: number) => Math.max(8, Math.min(at, room - size - 8));
    // Towards the middle of the screen from where it was pressed.
    const left = x > innerWidth / 2 ? x - width : x;
    shown.style.left = `${within(left, width, innerWidth)}px`;
    shown.style.top = `${within(y, height, innerHeight)}px`;
  });
  const walk = (event: KeyboardEvent<HTMLDialogElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...event.currentTarget.querySelectorAll("button")];
    const next = all.findIndex((button) => button.matches(":focus")) + step;
    all[(next + all.length) % all.length]?.focus();
  };
  return (
    <dialog
      ref={dialog}
      className={classes.menu}
      aria-label={props.label}
      onKeyDown={walk}
      onContextMenu={(event) => event.preventDefault()}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) props.onClose();
      }}
    >
      <div role="menu" aria-label={props.label} className={classes.items}>
        {props.items.map(({ label, icon, run, danger }) => (
          <button
            key={label}
            type="button"
            role="menuitem"
            data-danger={danger}
            onClick={() => {
              props.onClose();
              run();
            }}
          >
            {icon}
            {label}
          </button>
        ))}
      </div>
    </dialog>
  );
}
