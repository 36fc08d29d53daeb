import { lazy, Suspense } from "react";
import type { Registry } from "../../../core/fields/registry.ts";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { withTexts } from "../../kit/with-texts.ts";

export type ConditionEditorProps = {
  /** The condition as text, as rules and views keep it. */
  value: string;
  /**
   * The new text: in its shortest form when it can be read, else as it was typed, so that saving it is refused and
   * nothing is saved in its place.
   */
  onChange: (text: string) => void;
  /** What the condition is for, in a few words; "Conditions" without it. */
  label?: string;
  /** The fields that it asks, where they are not those of tickets; then no tickets are counted. */
  registry?: Registry;
};

// It comes with the first condition that somebody looks at.
const Inside = lazy(async () => {
  const load = import("./condition-inside.tsx");
  return { default: (await withTexts(load, ["conditions", "list", "card"])).ConditionInside };
});

/**
 * A condition over tickets as a form and as text with completion, both of the same thing, with how many of last month's
 * tickets meet it ([B-FLD-02], [B-FLD-03]).
 */
export function ConditionEditor(props: ConditionEditorProps) {
  return (
    <Suspense fallback={<SkeletonRows rows={3} />}>
      <Inside {...props} />
    </Suspense>
  );
}
