import { lazy, Suspense } from "react";
import { withTexts } from "../../../kit/with-texts.ts";
import { useCard } from "../card/card.ts";

const WorkBlock = lazy(async () => ({
  default: (await withTexts(import("./work-block.tsx"), ["workUi"])).WorkBlock,
}));

/** Work done on the ticket; it comes after what the card cannot be without. */
export function WorkPart() {
  if (useCard().past) return null;
  return (
    <Suspense>
      <WorkBlock />
    </Suspense>
  );
}
