import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./state.module.css";

/** An empty place: what belongs here, why it is empty, and the one thing to do. */
export function EmptyState(props: {
  title: string;
  why?: ReactNode;
  icon?: ReactNode;
  action?: { label: string; run: () => void };
}) {
  return (
    <div className={classes.state}>
      {props.icon && <div className={classes.icon}>{props.icon}</div>}
      <h2 className={classes.title}>{props.title}</h2>
      {props.why && <p className={classes.text}>{props.why}</p>}
      {props.action && (
        // The filled button of the screen stands at its head.
        <Button variant="default" onClick={props.action.run}>
          {props.action.label}
        </Button>
      )}
    </div>
  );
}
