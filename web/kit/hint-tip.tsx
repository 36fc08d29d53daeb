import { Tooltip } from "@mantine/core";
import type { ReactNode } from "react";

export type HintLook = { position?: "top" | "right"; multiline?: boolean; maw?: number };

/** The words of a hint, beside the element that they are about. */
export function HintTip({ label, ...look }: HintLook & { label: ReactNode; target: HTMLElement; opened: boolean }) {
  return <Tooltip label={label} {...look} />;
}
