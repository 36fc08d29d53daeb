import type { Draft } from "./draft.ts";

/** A part of the form: what it shows, changes, and what is wrong with it by field. */
export type PartProps = {
  draft: Draft;
  set: (draft: Draft) => void;
  errors: Readonly<Record<string, string>>;
};
