/** A press of the button: the key under which the server does it once, what was asked for, and when (ms). */
export type Act = { key: string; of: string; at: number };

/** Who presses again so soon has pressed twice by mistake, ms. */
const TWICE = 2_000;

/**
 * The act that a press belongs to: the same one while it is being done or has only just been, so that two clicks make
 * one file; a new one for other columns, and for whoever wants a fresh file later.
 */
export function actOf(before: Act | undefined, of: string, at: number, isOver: boolean, newKey: () => string): Act {
  const isSame = before?.of === of && (!isOver || at - before.at < TWICE);
  return isSame && before ? before : { key: newKey(), of, at };
}
