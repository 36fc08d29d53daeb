import { lazy, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { withTexts } from "../../../kit/with-texts.ts";
import { ExplainedPopover } from "./explained-popover.tsx";

const Explanation = lazy(async () => ({
  default: (await withTexts(import("./told-explained.tsx"), ["employees"])).ToldExplained,
}));

/** Opens who was told of an event, or of a message, and who was not, with why [B-EXPL-01]. `of`: its id. */
export function ToldButton({ of, className, children }: { of: string; className?: string; children: ReactNode }) {
  const { t } = useTranslation("toldUi");
  return (
    <ExplainedPopover
      label={t("open")}
      button={(opens) => (
        <button type="button" className={className} {...opens}>
          {children}
        </button>
      )}
    >
      <Explanation of={of} />
    </ExplainedPopover>
  );
}
