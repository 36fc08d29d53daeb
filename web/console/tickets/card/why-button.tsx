import { ActionIcon, Popover } from "@mantine/core";
import { QuestionMarkCircledIcon } from "@radix-ui/react-icons";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Explained } from "../../../../contract/why.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useCard } from "./card.ts";
import classes from "./why.module.css";

const Explanation = lazy(async () => ({ default: (await import("./why-explained.tsx")).WhyExplained }));

/** "Why?" beside something of the ticket: who or which rule set it, and why [B-EXPL-01]. Several parts: labels. */
export function WhyButton({ of }: { of: Explained | readonly Explained[] }) {
  const { t } = useTranslation("whyUi");
  const { past } = useCard();
  const [opened, setOpened] = useState(false);
  if (past) return null;
  const parts = typeof of === "string" ? [of] : of;
  const label = t(`why.${typeof of === "string" ? of : "labels"}`);
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      withArrow
      trapFocus
      returnFocus
      width={360}
    >
      <Popover.Target>
        <ActionIcon
          size={24}
          className={classes.button}
          aria-label={label}
          title={label}
          onClick={() => setOpened(!opened)}
        >
          <QuestionMarkCircledIcon />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""} aria-label={label} tabIndex={-1} data-autofocus>
        <Suspense fallback={<SkeletonRows rows={3} />}>
          <Explanation parts={parts} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
