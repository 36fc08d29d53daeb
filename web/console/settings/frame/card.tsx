import type { ReactNode } from "react";
import classes from "./card-head.module.css";

/** The inside of a card beside a list. */
export const Card = ({ children }: { children: ReactNode }) => <div className={classes.card}>{children}</div>;
