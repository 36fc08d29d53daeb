import type { Action, TriggerOn } from "../core/automation/trigger.ts";
import type { Text } from "../core/process/process.ts";

/** Parts of an action that people read: given in every language. */
type Words = "text" | "subject" | "comment" | "description";
type Worded<A> = A extends object ? { [K in keyof A]: K extends Words ? Text : A[K] } : never;
export type PresetAction = Worded<Action>;

/** A trigger that a workspace begins with: it names statuses and fields of its preset by their keys. */
export type PresetTrigger = {
  name: Text;
  /** It is there to be switched on. */
  off?: true;
  condition?: string;
  on: readonly TriggerOn[];
  actions: readonly PresetAction[];
};

/** A group of ready texts for the client thread: templates with the fields of the ticket as `{{number}}`. */
export type PresetCannedGroup = { name: Text; replies: readonly { name: Text; text: Text }[] };

/** An action with its words in one language. */
export function actionIn(action: PresetAction, say: (text: Text) => string): Action {
  const said = Object.entries(action).map(([key, value]) => [key, isText(value) ? say(value) : value]);
  // Nothing of it has changed but the words.
  return Object.fromEntries(said) as Action;
}

const isText = (value: unknown): value is Text =>
  typeof value === "object" && value !== null && "en" in value && "ru" in value;
