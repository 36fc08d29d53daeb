import { type ReactNode, useEffect } from "react";
import classes from "./directory.module.css";

/** A list and beside it the card of what is open; where there is no room for both, one of them. */
export function Directory(props: {
  title: string;
  actions: ReactNode;
  tools: ReactNode;
  list: ReactNode;
  card: ReactNode | undefined;
}) {
  const { title } = props;
  useEffect(() => {
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
  return (
    <div className={classes.screen} data-open={props.card ? true : undefined}>
      <div className={classes.list}>
        <header className={classes.head}>
          <h1>{title}</h1>
          {props.actions}
        </header>
        {props.tools}
        {props.list}
      </div>
      {props.card && <div className={classes.card}>{props.card}</div>}
    </div>
  );
}
