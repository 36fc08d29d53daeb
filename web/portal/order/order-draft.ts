import { useEffect } from "react";
import type { Upload, Uploads } from "../../kit/upload.ts";

/** A file that has arrived at the server and is not sent yet. */
export type KeptFile = { id: string; name: string; size: number; image: boolean };
export type OrderDraft = { text: string; form: Record<string, unknown>; files: KeptFile[] };
export const EMPTY_ORDER: OrderDraft = { text: "", form: {}, files: [] };
export type TalkDraft = { text: string; files: KeptFile[] };
export const EMPTY_TALK: TalkDraft = { text: "", files: [] };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export function isKeptFile(value: unknown): value is KeptFile {
  return (
    isObject(value) &&
    typeof value.id === "string" &&
    typeof value.name === "string" &&
    typeof value.size === "number" &&
    typeof value.image === "boolean"
  );
}

export const isTalkDraft = (kept: unknown): kept is TalkDraft =>
  isObject(kept) && typeof kept.text === "string" && Array.isArray(kept.files) && kept.files.every(isKeptFile);

export const isOrderDraft = (kept: unknown): kept is OrderDraft =>
  isTalkDraft(kept) && "form" in kept && isObject(kept.form);

export const keptFileOf = ({ id, name, size, image }: Upload): KeptFile | undefined =>
  id === undefined ? undefined : { id, name, size, image };

/** Moves what has arrived from the uploads into the draft, so that a reload does not lose it. */
export function useArrivals(uploads: Uploads, keep: (files: KeptFile[]) => void): void {
  const { list, remove } = uploads;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each arrival is taken once, when the list changes
  useEffect(() => {
    const arrived = list.filter(({ state }) => state === "done");
    if (arrived.length === 0) return;
    keep(arrived.flatMap((upload) => keptFileOf(upload) ?? []));
    for (const { key } of arrived) remove(key);
  }, [list]);
}
