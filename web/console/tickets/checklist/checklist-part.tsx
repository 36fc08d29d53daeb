import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import { Block } from "../card/block.tsx";
import { useCard } from "../card/card.ts";

const Checklist = lazy(async () => ({
  default: (await withTexts(import("./checklist.tsx"), ["checklistUi"])).Checklist,
}));

/** The checklist as a part of the card, with its title. */
export function ChecklistPart() {
  const { t } = useTranslation("card");
  if (useCard().past) return null;
  return (
    <Block title={t("checklist.title")}>
      <Suspense>
        <Checklist />
      </Suspense>
    </Block>
  );
}

/** The checklist as a tab of its own. */
export function ChecklistTab() {
  return (
    <Suspense fallback={<SkeletonRows rows={3} />}>
      <Checklist />
    </Suspense>
  );
}
