import { PRIVATE_ADDRESS } from "../platform/network-guard.ts";

/** Why letters cannot be fetched; the screens say each in words, with the mend. */
export type ImapFaultCode =
  | "wrong-password"
  | "tls"
  | "unknown-host"
  | "unreachable"
  | "no-answer"
  | "dropped"
  | "no-folder"
  | "private-address"
  | "secret-unreadable"
  | "refused";
/** `detail`: what the server or the network said, at most 300 characters, without the password. */
export type ImapFault = { code: ImapFaultCode; detail: string };

const CODES: Record<string, ImapFaultCode> = {
  [PRIVATE_ADDRESS]: "private-address",
  ENOTFOUND: "unknown-host",
  EAI_AGAIN: "unknown-host",
  EAI_NODATA: "unknown-host",
  ECONNREFUSED: "unreachable",
  EHOSTUNREACH: "unreachable",
  EHOSTDOWN: "unreachable",
  ENETUNREACH: "unreachable",
  EADDRNOTAVAIL: "unreachable",
  ETIMEDOUT: "no-answer",
  ETIMEOUT: "no-answer",
  CONNECT_TIMEOUT: "no-answer",
  GREETING_TIMEOUT: "no-answer",
  UPGRADE_TIMEOUT: "no-answer",
  ECONNRESET: "dropped",
  EPIPE: "dropped",
  ECONNABORTED: "dropped",
  NoConnection: "dropped",
  EConnectionClosed: "dropped",
  ClosedAfterConnectText: "dropped",
  ClosedAfterConnectTLS: "dropped",
  StateLogout: "dropped",
  DownloadIncomplete: "dropped",
  ABORT_ERR: "dropped",
};
const TLS_CODE = /^(ERR_TLS|ERR_SSL|EPROTO|CERT_|UNABLE_TO_|DEPTH_ZERO|SELF_SIGNED|HOSTNAME_MISMATCH|STARTTLS)/;
/** A server that takes no sign-in just now says nothing about the password. */
const BUSY = new Set(["UNAVAILABLE", "LIMIT", "INUSE", "CONTACTADMIN"]);
const DETAIL_LENGTH = 300;

/** What an error of the IMAP client, the network or TLS means. Pure. */
export function imapFault(error: unknown, password: string): ImapFault {
  return { code: codeOf(error, partOf(error, "code")), detail: detailOf(error, password) };
}

function codeOf(error: unknown, code: string): ImapFaultCode {
  if (partOf(error, "authenticationFailed") === "true") {
    return BUSY.has(partOf(error, "serverResponseCode")) ? "refused" : "wrong-password";
  }
  const known = Object.hasOwn(CODES, code) ? CODES[code] : undefined;
  if (known) return known;
  if (TLS_CODE.test(code) || partOf(error, "tlsFailed") === "true") return "tls";
  // Several addresses were tried: what the first one met says it best.
  const first = error instanceof AggregateError ? error.errors[0] : undefined;
  return first === undefined ? "refused" : codeOf(first, partOf(first, "code"));
}

function detailOf(error: unknown, password: string): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  // TLS says in `reason` what its message hides among numbers; there too stands why a server says good-bye.
  const said = partOf(first, "responseText") || partOf(first, "reason") || partOf(first, "message") || "unknown";
  // A server may repeat what it was sent.
  const clean = said.replaceAll(password, "•••").replace(/[\p{Cc}\s]+/gu, " ");
  return clean.trim().slice(0, DETAIL_LENGTH).toWellFormed();
}

function partOf(error: unknown, name: string): string {
  if (typeof error !== "object" || error === null || !(name in error)) return "";
  const part: unknown = Reflect.get(error, name);
  return typeof part === "string" || typeof part === "boolean" ? String(part) : "";
}
