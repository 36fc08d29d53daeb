import { guardedRequest, type Way as Line } from "../platform/guarded-request.ts";
import { type Account, cleaned, MessengerFault, networkFault } from "./messenger.ts";

/** What is sent: a form, JSON, or a file as a form takes it. */
export type Sent =
  | { form: Record<string, string | number | undefined> }
  | { json: unknown }
  | { file: { field: string; name: string; type: string; content: Buffer }; fields?: Record<string, string> }
  | null;

const MOST_ANSWER = 4 * 1024 * 1024;

/** Asks a messenger's server and reads its JSON. Throws a `MessengerFault` when it is away or says what is no JSON. */
export async function askServer(
  line: Line,
  account: Account,
  url: string,
  sent: Sent,
  { signal, headers = {} }: { signal: AbortSignal; headers?: Record<string, string> },
): Promise<{ status: number; json: Record<string, unknown> }> {
  const { type, body } = bodyOf(sent);
  const method = sent === null ? "GET" : "POST";
  const asking = { method, url, headers: { ...headers, ...(type ? { "content-type": type } : {}) }, body } as const;
  const { status, text } = await guardedRequest(line, asking, { signal, most: MOST_ANSWER }).catch((error: unknown) => {
    throw networkFault(error, account.token);
  });
  const json = parsed(text);
  if (json) return { status, json };
  const said = cleaned(`HTTP ${status} ${text}`, account.token);
  throw new MessengerFault(status >= 500 || status === 200 ? "server-fault" : "refused", said);
}

/** Fetches a file that stands at an address, whole and no longer than `most` bytes. */
export async function fetchBytes(
  line: Line,
  account: Account,
  url: string,
  { signal, most, headers = {} }: { signal: AbortSignal; most: number; headers?: Record<string, string> },
): Promise<Buffer> {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) throw new MessengerFault("gone", "no address");
  const asking = { method: "GET", url, headers, body: "" } as const;
  const answer = await guardedRequest(line, asking, { signal, most: most + 1 }).catch((error: unknown) => {
    throw networkFault(error, account.token);
  });
  if (answer.bytes.length > most) throw new MessengerFault("too-large", `more than ${most} bytes`);
  if (answer.status === 200) return answer.bytes;
  throw new MessengerFault(answer.status >= 500 ? "server-fault" : "gone", `HTTP ${answer.status}`);
}

function bodyOf(sent: Sent): { type: string; body: string | Buffer } {
  if (sent === null) return { type: "", body: "" };
  if ("json" in sent) return { type: "application/json", body: JSON.stringify(sent.json) };
  if ("form" in sent) {
    const given = Object.entries(sent.form).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return { type: "application/x-www-form-urlencoded", body: new URLSearchParams(given).toString() };
  }
  const { field, name, type, content } = sent.file;
  const boundary = `pult-${crypto.randomUUID()}`;
  const safe = name.replace(/["\\\r\n]/g, "_");
  const fields = Object.entries(sent.fields ?? {}).map(
    ([key, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
  );
  const head = `${fields.join("")}--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${safe}"\r\ncontent-type: ${type}\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  return { type: `multipart/form-data; boundary=${boundary}`, body };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    // What is no JSON is told by the status.
    return null;
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** The part of what came, if it is a record, a list, a text or a number. */
export const recordIn = (value: unknown, name: string): Record<string, unknown> => {
  const part = isRecord(value) ? value[name] : null;
  return isRecord(part) ? part : {};
};
export const listIn = (value: unknown, name: string): unknown[] => {
  const part = isRecord(value) ? value[name] : null;
  return Array.isArray(part) ? part : [];
};
export const textIn = (value: unknown, name: string): string => {
  const part = isRecord(value) ? value[name] : null;
  return typeof part === "string" ? part : "";
};
export const numberIn = (value: unknown, name: string): number | null => {
  const part = isRecord(value) ? value[name] : null;
  return typeof part === "number" ? part : null;
};
