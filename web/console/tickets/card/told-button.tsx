import { Popover } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import classes from "./why.module.css";

const Explanation = lazy(async () => ({
  default: (await withTexts(import("./told-explained.tsx"), ["employees"])).ToldExplained,
}));

/** Opens who was told of an event, or of a message, and who was not, with why [B-EXPL-01]. `of`: its id. */
export function ToldButton({ of, className, children }: { of: string; className?: string; children: ReactNode }) {
  const { t } = useTranslation("toldUi");
  const [opened, setOpened] = useState(false);
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
        <button
          type="button"
          className={className}
          aria-label={t("open")}
          title={t("open")}
          onClick={() => setOpened(!opened)}
        >
          {children}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""} aria-label={t("open")} tabIndex={-1} data-autofocus>
        <Suspense fallback={<SkeletonRows rows={3} />}>
          <Explanation of={of} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
