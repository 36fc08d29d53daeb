import { Button } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Ask } from "../../../kit/api.ts";
import { withTexts } from "../../../kit/with-texts.ts";

export type Proposal = NonNullable<Ask<"startRehearsal">["body"]>;
/** What is tried; the days are chosen in the window. `statuses`: names of those that only the draft has. */
export type Subject = Omit<Proposal, "days"> & { statuses?: Readonly<Record<string, string>> };

const RehearseDialog = lazy(async () => ({
  default: (
    await withTexts(import("./rehearse-dialog.tsx"), [
      "rehearsalUi",
      "rulesUi",
      "automationUi",
      "whyUi",
      "refusal",
      "card",
    ])
  ).RehearseDialog,
}));

type Props = {
  subject: () => Subject;
  /** Why it cannot be tried as it stands: said in the window instead of a result. */
  blocked?: string | undefined;
};

/** Opens the window in which a change is tried on past tickets before it holds ([B-REH-01]). */
export function RehearseButton({ subject, blocked }: Props) {
  const { t } = useTranslation("settings");
  const [opened, setOpened] = useState<Subject>();
  return (
    <>
      <Button variant="default" onClick={() => setOpened(subject())}>
        {t("rehearse")}
      </Button>
      {opened && (
        <Suspense>
          <RehearseDialog subject={opened} blocked={blocked} onClose={() => setOpened(undefined)} />
        </Suspense>
      )}
    </>
  );
}
