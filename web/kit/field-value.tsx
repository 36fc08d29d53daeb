import type { MouseEvent, ReactNode } from "react";
import { type LinkValue, linkOf } from "../../core/fields/link.ts";
import { addressOf } from "./api.ts";
import classes from "./field-value.module.css";

/** A row answers clicks too: a link in it opens what it says and not the row. */
const alone = (event: MouseEvent) => event.stopPropagation();

/** The value of a link: its text, or the address without what nobody reads. It opens apart and knows nothing of us. */
export function LinkText({ value }: { value: unknown }) {
  const link = linkOf(value);
  if (!link) return null;
  return (
    <a
      className={classes.link}
      href={link.url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={link.url}
      onClick={alone}
    >
      <bdi>{wordsOf(link)}</bdi>
    </a>
  );
}

/** What stands for a link: its text, or the address without what nobody reads. */
export const wordsOf = ({ text, url }: LinkValue): string =>
  text || url.replace(/^(https?:\/\/|mailto:|tel:)/, "").replace(/\/$/, "");

/** A file that a field holds, to be saved. */
export type FieldFile = { id: string; name: string; size: number };

export function fileIn(value: unknown): FieldFile | undefined {
  if (typeof value !== "object" || value === null || !("id" in value) || typeof value.id !== "string") return undefined;
  const name = "name" in value && typeof value.name === "string" ? value.name : "";
  return { id: value.id, name, size: "size" in value && typeof value.size === "number" ? value.size : 0 };
}

/** The value of a file: its name behind the icon of the face, to be saved. */
export function FileText({ value, icon }: { value: unknown; icon: ReactNode }) {
  const file = fileIn(value);
  if (!file) return null;
  return (
    <a
      className={classes.file}
      href={addressOf("getFile", { params: { id: file.id } })}
      download={file.name}
      title={file.name}
      onClick={alone}
    >
      {icon}
      <bdi>{file.name}</bdi>
    </a>
  );
}

/** An amount in minor units with its currency; no currency where the value is no amount. */
export function moneyIn(value: unknown): { amount: number; currency: string } {
  const none = { amount: 0, currency: "" };
  if (typeof value !== "object" || value === null || !("amount" in value) || !("currency" in value)) return none;
  const { amount, currency } = value;
  return typeof amount === "number" && typeof currency === "string" ? { amount, currency } : none;
}
