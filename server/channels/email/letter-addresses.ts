import type { AddressObject, EmailAddress, Headers, HeaderValue } from "mailparser";
import type { Address } from "./letter.ts";

const DELIVERY_HEADERS = [
  "delivered-to",
  "x-original-to",
  "envelope-to",
  "x-envelope-to",
  "x-delivered-to",
  "x-forwarded-to",
  "x-rcpt-to",
];

/** Addresses of one header, groups opened, entries without an address left out. */
export function addressesOf(headers: Headers, name: string): Address[] {
  return addressObjects(headers.get(name)).flatMap((object) => object.value.flatMap(open));
}

/** Addresses the letter was delivered to, as its way through mail servers left them in the header. */
export function deliveredTo(headers: Headers): string[] {
  const addresses = DELIVERY_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    const texts = typeof value === "string" ? [value] : Array.isArray(value) ? value.filter(isText) : [];
    const found = texts.flatMap((text) => text.split(/[\s,<>]+/)).flatMap((text) => normalAddress(text) ?? []);
    return [...found, ...addressesOf(headers, name).map((address) => address.address)];
  });
  return [...new Set(addresses)];
}

/**
 * Who wrote: From; where that holds no address, Sender, Reply-To, Return-Path. Null when nobody can be named.
 * A mail server may sign as a bare `MAILER-DAEMON`.
 */
export function authorOf(headers: Headers): Address | null {
  for (const name of ["from", "sender", "reply-to", "return-path"]) {
    const [first] = addressesOf(headers, name);
    if (first) return first;
  }
  const bare = addressObjects(headers.get("from"))[0]?.value[0]?.name.trim() ?? "";
  return /^(mailer-daemon|postmaster)\b/i.test(bare)
    ? { address: bare.split(/\s/)[0]?.toLowerCase() ?? "", name: bare }
    : null;
}

/** Lower-cased address, or null for what is none (RFC 5321: at most 64 + 1 + 255 characters). */
export function normalAddress(text: string | undefined): string | null {
  const address = (text ?? "").trim().toLowerCase();
  return address.length <= 320 && /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(address)
    ? address
    : null;
}

/** A display name in one line, without characters that hide or turn text, at most 200 characters. */
export function cleanName(name: string | undefined): string {
  return (name ?? "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/gu, " ")
    .replace(/\s+/g, " ")
    .replace(/^[\s'"]+|[\s'"]+$/g, "")
    .slice(0, 200)
    .toWellFormed();
}

/** A name that reads like somebody else's address is none: people would take the letter for his. */
function honestName(name: string, address: string): string {
  return /\S@\S/.test(name.toLowerCase().replaceAll(address, "")) ? "" : name;
}

function open(entry: EmailAddress): Address[] {
  if (entry.group) return entry.group.flatMap(open);
  const address = normalAddress(entry.address);
  return address ? [{ address, name: honestName(cleanName(entry.name), address) }] : [];
}

function addressObjects(value: HeaderValue | undefined): AddressObject[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.filter(isAddressObject);
}

function isAddressObject(value: unknown): value is AddressObject {
  return (
    typeof value === "object" && value !== null && "value" in value && Array.isArray(value.value) && "html" in value
  );
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}
