import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { RehearseButton } from "../rehearsal/rehearse-button.tsx";
import type { ProcessEditor } from "./use-process-editor.ts";

/** Tries the process as it stands in the editor on what its tickets went through [B-REH-01]. */
export function RehearseProcess({ of: { process, view, faults } }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const subject = () => ({
    kind: "process" as const,
    process: { key: view.key, definition: process },
    statuses: Object.fromEntries(Object.entries(process.statuses).map(([key, { name }]) => [key, textOf(name)])),
  });
  return (
    <RehearseButton
      subject={subject}
      blocked={faults.length > 0 ? t("publish.faulty", { count: faults.length }) : undefined}
    />
  );
}
