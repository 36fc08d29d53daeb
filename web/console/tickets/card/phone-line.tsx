import { ChevronRightIcon } from "@radix-ui/react-icons";
import { type ReactNode, useId } from "react";
import blocks from "./block.module.css";
import phone from "./phone.module.css";

/** A fact as a line for the thumb; with `onOpen` the whole line opens where it is changed. */
export function Line(props: { label: string; onOpen?: (() => void) | undefined; children: ReactNode }) {
  const id = useId();
  const inside = (
    <>
      <span id={`${id}-label`} className={phone.label}>
        {props.label}
      </span>
      <span id={`${id}-value`} className={phone.value}>
        {props.children}
      </span>
    </>
  );
  if (!props.onOpen) return <div className={phone.line}>{inside}</div>;
  return (
    <button
      type="button"
      className={phone.line}
      aria-labelledby={`${id}-label ${id}-value`}
      aria-haspopup="dialog"
      onClick={props.onOpen}
    >
      {inside}
      <ChevronRightIcon className={blocks.nothing} />
    </button>
  );
}
