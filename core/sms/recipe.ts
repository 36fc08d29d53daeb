/**
 * How a gateway is asked to send an SMS, and what its answer means. Texts may name the variables of `VARIABLES`. Paths
 * lead into the JSON of the answer (`sms.{{digits}}.sms_id`); of an answer that is no JSON, `text` is all of it.
 */
export type Recipe = {
  method: "GET" | "POST";
  url: string;
  headers: { name: string; value: string }[];
  /** How what is filled into the body is written, and its type. */
  encode: "form" | "json";
  body: string;
  /** Where success stands beside a status of 2xx: a path that is there, or `path=value`, `path=value*`. Empty: nowhere. */
  success: string;
  /** The path of the message's id at the gateway; empty: it gives none. */
  id: string;
  /** Paths of what the gateway says when it refuses, between commas. One that holds something is a refusal. */
  error: string;
  /** Paths of the code of a refusal in the same way, and the codes after which it is worth trying again. */
  code: string;
  again: string[];
};

/** `phone` begins with a plus, `digits` does not; `basic` is `login:secret` for a header of HTTP Basic. */
export const VARIABLES = ["phone", "digits", "text", "login", "secret", "sender", "basic"] as const;
export type Values = Record<(typeof VARIABLES)[number], string>;

export type SmsRequest = { method: Recipe["method"]; url: string; headers: Record<string, string>; body: string };
/** What an answer means. `again`: the gateway may take it later. */
export type SmsAnswer = { ok: true; id: string | null } | { ok: false; said: string; again: boolean };

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;

/** The names in a text that are no variables. */
export const unknownIn = (text: string): string[] =>
  [...text.matchAll(PLACE)].flatMap(([, name = ""]) => (VARIABLES.some((known) => known === name) ? [] : [name]));

const fill = (text: string, values: Values, write: (value: string) => string): string =>
  text.replace(PLACE, (_, name: string) => write(Object.entries(values).find(([key]) => key === name)?.[1] ?? ""));

/** The values for one SMS. */
export function valuesOf(of: { phone: string; text: string; login: string; secret: string; sender: string }): Values {
  const bytes = new TextEncoder().encode(`${of.login}:${of.secret}`);
  return { ...of, digits: of.phone.replace(/\D/g, ""), basic: btoa(String.fromCharCode(...bytes)) };
}

/** The request as it goes out: what is filled in is escaped as its place needs it. */
export function requestOf(recipe: Recipe, values: Values): SmsRequest {
  const { method, encode } = recipe;
  const isForm = encode === "form";
  const inJson = (value: string) => JSON.stringify(value).slice(1, -1);
  // A header is one line, whatever somebody has typed.
  const headers = recipe.headers.map(({ name, value }) => [
    name.toLowerCase(),
    fill(value, values, (one) => one.replace(/\p{C}/gu, "")),
  ]);
  const filled = method === "GET" ? "" : fill(recipe.body, values, isForm ? encodeURIComponent : inJson);
  // A parameter without a value is not the same as none to every gateway: no sender is the usual one.
  const body = isForm
    ? filled
        .split("&")
        .filter((pair) => !pair.endsWith("="))
        .join("&")
    : filled;
  const type = isForm ? "application/x-www-form-urlencoded; charset=utf-8" : "application/json";
  return {
    method,
    url: fill(recipe.url, values, encodeURIComponent),
    headers: { ...(method === "POST" ? { "content-type": type } : {}), ...Object.fromEntries(headers) },
    body,
  };
}

/** What the gateway's answer means: its status, and the text as it came. */
export function answerOf(
  recipe: Recipe,
  values: Values,
  { status, text }: { status: number; text: string },
): SmsAnswer {
  const answer = parsed(text);
  const at = (path: string) => valueAt(answer, fill(path, values, String));
  const first = (paths: string) =>
    paths
      .split(",")
      .map((path) => shown(at(path.trim())))
      .find((one) => one !== "");
  const said = first(recipe.error);
  const isGood = status >= 200 && status < 300;
  if (isGood && said === undefined && succeeded(recipe.success, at))
    return { ok: true, id: shown(at(recipe.id)) || null };
  const code = first(recipe.code) ?? "";
  const again = status === 429 || status >= 500 || (code !== "" && recipe.again.includes(code));
  const words = [code, said ?? (isGood ? text.slice(0, 300) : `HTTP ${status}`)].filter(Boolean).join(": ");
  return { ok: false, said: words, again };
}

function succeeded(success: string, at: (path: string) => unknown): boolean {
  if (success === "") return true;
  const cut = success.indexOf("=");
  if (cut === -1) return shown(at(success)) !== "";
  const wanted = success.slice(cut + 1);
  const found = shown(at(success.slice(0, cut)));
  return wanted.endsWith("*") ? found.startsWith(wanted.slice(0, -1)) : found === wanted;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not every gateway speaks JSON: then the text itself is asked.
    return { text: text.trim() };
  }
}

function valueAt(answer: unknown, path: string): unknown {
  if (path === "") return undefined;
  return path
    .split(".")
    .reduce<unknown>(
      (value, name) =>
        typeof value === "object" && value !== null
          ? Object.entries(value).find(([key]) => key === name)?.[1]
          : undefined,
      answer,
    );
}

const shown = (value: unknown): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
