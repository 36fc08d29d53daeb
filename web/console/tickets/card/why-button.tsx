import { ActionIcon } from "@mantine/core";
import { QuestionMarkCircledIcon } from "@radix-ui/react-icons";
import { lazy } from "react";
import { useTranslation } from "react-i18next";
import type { Explained } from "../../../../contract/why.ts";
import { useCard } from "./card.ts";
import { ExplainedPopover } from "./explained-popover.tsx";
import classes from "./why.module.css";

const Explanation = lazy(async () => ({ default: (await import("./why-explained.tsx")).WhyExplained }));

/** "Why?" beside something of the ticket: who or which rule set it, and why [B-EXPL-01]. Several parts: labels. */
export function WhyButton({ of }: { of: Explained | readonly Explained[] }) {
  const { t } = useTranslation("whyUi");
  const { past } = useCard();
  if (past) return null;
  return (
    <ExplainedPopover
      label={t(`why.${typeof of === "string" ? of : "labels"}`)}
      button={(opens) => (
        <ActionIcon size={24} className={classes.button} {...opens}>
          <QuestionMarkCircledIcon />
        </ActionIcon>
      )}
    >
      <Explanation parts={typeof of === "string" ? [of] : of} />
    </ExplainedPopover>
  );
}
