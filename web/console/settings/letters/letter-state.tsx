import { useTranslation } from "react-i18next";
import { StatusLine } from "../../../kit/status.tsx";

const COLOURS: Record<string, string> = {
  kept: "yellow",
  queued: "blue",
  sent: "green",
  failed: "red",
  received: "blue",
  done: "green",
  ignored: "grey",
  quarantine: "red",
};

/** What became of a letter, in or out. */
export function LetterState({ state }: { state: string }) {
  const { t } = useTranslation("mailUi");
  return <StatusLine status={{ name: t(`state.${state}One`, state), colour: COLOURS[state] ?? "grey" }} />;
}
