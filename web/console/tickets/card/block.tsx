import { type ReactNode, useId } from "react";
import classes from "./block.module.css";

/** A titled part of the card. */
export function Block(props: { title: string; actions?: ReactNode; children: ReactNode; className?: string }) {
  const id = useId();
  return (
    <section className={`${classes.block} ${props.className ?? ""}`} aria-labelledby={id}>
      <div className={classes.head}>
        <h2 id={id} className={classes.title}>
          {props.title}
        </h2>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}

/** Facts under each other: what it is, and what is known of it. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={classes.facts}>{children}</dl>;
}

export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What stands where nothing is. */
export function Nothing({ children }: { children: ReactNode }) {
  return <span className={classes.nothing}>{children}</span>;
}
