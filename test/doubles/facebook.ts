import { createHmac } from "node:crypto";
import { type Answered, type Asked, jsonServer } from "./json-server.ts";

type Sent = { to: string; text: string; file: string | null };

/** The Graph API and the calls of Messenger for one page, as they are described, as far as a desk uses them. */
export async function facebookDouble({
  token = "EAAGm0PX4ZCpsBAtoken",
  secret = "app-secret-of-32-characters-long",
} = {}) {
  const sent: Sent[] = [];
  const files = new Map<string, Buffer>();
  let subscribed = "";
  let closed = false;
  let mid = 1;
  const proof = createHmac("sha256", secret).update(token).digest("hex");
  const refused = (status: number, code: number, message: string, error_subcode?: number): Answered => ({
    status,
    json: { error: { message, type: "OAuthException", code, ...(error_subcode ? { error_subcode } : {}) } },
  });

  const server = await jsonServer(({ method, url, headers, bytes }: Asked): Answered => {
    const file = files.get(url.pathname);
    if (file && method === "GET") return { bytes: file };
    if (headers.authorization !== `Bearer ${token}`) return refused(401, 190, "Invalid OAuth access token.");
    if (url.searchParams.get("appsecret_proof") !== proof) return refused(400, 100, "Invalid appsecret_proof");
    const path = url.pathname.replace(/^\/v\d+\.\d/, "");
    if (method === "GET" && path === "/me") return { json: { id: "1001", name: "Уют" } };
    if (method === "GET" && /^\/\d+$/.test(path))
      return { json: { first_name: "Пётр", last_name: "Ли", id: path.slice(1) } };
    if (method === "POST" && path === "/me/subscribed_apps") {
      subscribed = new URLSearchParams(bytes.toString()).get("subscribed_fields") ?? "";
      return { json: { success: true } };
    }
    if (method !== "POST" || path !== "/me/messages") return refused(400, 100, "Unsupported request");
    if (closed) return refused(400, 10, "This message is sent outside of allowed window.", 2_018_278);
    const isForm = /^multipart\/form-data/.test(headers["content-type"] ?? "");
    const text = bytes.toString();
    const field = (name: string) => new RegExp(`name="${name}"\r\n\r\n(.*?)\r\n`).exec(text)?.[1] ?? "{}";
    const body = isForm
      ? {
          recipient: JSON.parse(field("recipient")),
          message: JSON.parse(field("message")),
          messaging_type: field("messaging_type"),
        }
      : JSON.parse(text);
    if (body.messaging_type !== "RESPONSE") return refused(400, 100, "Param messaging_type must be one of …");
    if (!body.recipient?.id) return refused(400, 100, "Param recipient[id] must be given");
    if (String(body.message?.text ?? "").length > 2_000)
      return refused(400, 100, "Length of param message[text] must be less than or equal to 2000");
    const name = isForm ? (/name="filedata"; filename="([^"]*)"/.exec(text)?.[1] ?? null) : null;
    if (!body.message?.text && name === null) return refused(400, 100, "Message cannot be empty");
    sent.push({ to: body.recipient.id, text: body.message.text ?? "", file: name });
    return { json: { recipient_id: body.recipient.id, message_id: `m_${mid++}` } };
  });
  const signed = (body: object, by = secret) => {
    const payload = JSON.stringify(body);
    const signature = `sha256=${createHmac("sha256", by).update(payload).digest("hex")}`;
    return { payload, headers: { "content-type": "application/json", "x-hub-signature-256": signature } };
  };
  return {
    ...server,
    token,
    secret,
    sent,
    subscribed: () => subscribed,
    /** More than a day has gone by since the client's last word. */
    closeWindow: (is: boolean) => {
      closed = is;
    },
    put: (path: string, bytes: Buffer) => {
      files.set(path, bytes);
      return `${server.root}${path}`;
    },
    /** What Facebook calls the desk with: several events may come in one call. */
    call: (events: object[], by?: string) =>
      signed({ object: "page", entry: [{ id: "1001", time: 1, messaging: events }] }, by),
    said: (from: string, message: object) => ({
      ...{ sender: { id: from }, recipient: { id: "1001" }, timestamp: 1 },
      message: { mid: `m_${mid++}`, ...message },
    }),
  };
}
