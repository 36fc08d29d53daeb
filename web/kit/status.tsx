import type { CSSProperties } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "./i18n.ts";
import classes from "./status.module.css";

export const TONES = ["red", "blue", "green", "grey", "yellow", "violet", "dark", "amber", "teal"] as const;
export type Tone = (typeof TONES)[number];
const isTone = (colour: string): colour is Tone => TONES.some((tone) => tone === colour);

/**
 * The three tones of a colour as `--tone-dot`, `--tone-soft`, `--tone-ink`; an unknown colour is grey. Words may have
 * a colour of their own.
 */
export function toneStyle(colour: string, words: string = colour): CSSProperties {
  const tone = isTone(colour) ? colour : "grey";
  const style: Record<`--${string}`, string> = {
    "--tone-dot": `var(--${tone}-dot)`,
    "--tone-soft": `var(--${tone}-soft)`,
    "--tone-ink": `var(--${isTone(words) ? words : tone}-ink)`,
  };
  return style;
}

type Shown = { name: Partial<Record<string, string>> | string; colour: string; textColour?: string | undefined };
const nameOf = ({ name }: Shown) => (typeof name === "string" ? name : textOf(name));

/** A mark of the colour. Give it a label where no name stands beside it: colour alone says nothing to many. */
export function StatusDot({ colour, label }: { colour: string; label?: string }) {
  const named = label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label, title: label };
  return <span className={classes.dot} style={toneStyle(colour)} {...named} />;
}

/** A status as a soft pill: `<StatusPill status={ticket.statusView} />`. */
export function StatusPill({ status }: { status: Shown }) {
  useTranslation();
  return (
    <span className={classes.pill} style={toneStyle(status.colour, status.textColour)}>
      <StatusDot colour={status.colour} />
      <span>{nameOf(status)}</span>
    </span>
  );
}

/** A status in a row of a list: the dot and the name, no ground. */
export function StatusLine({ status }: { status: Shown }) {
  useTranslation();
  return (
    <span
      className={classes.plain}
      style={toneStyle(status.colour, status.textColour)}
      data-words={status.textColour !== undefined || undefined}
    >
      <StatusDot colour={status.colour} />
      <span>{nameOf(status)}</span>
    </span>
  );
}
