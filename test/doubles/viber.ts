import { createHmac } from "node:crypto";
import { type Answered, type Asked, jsonServer } from "./json-server.ts";

type Sent = { receiver: string; type: string; text: string; media: string };

/** Viber's API of bots as it is described, as far as a desk uses it. */
export async function viberDouble({ token = "4453b6ac12345678-e02c5f12174805f9-daec9cbb5448c51f" } = {}) {
  const sent: Sent[] = [];
  const files = new Map<string, Buffer>();
  const unsubscribed = new Set<string>();
  let webhook = "";
  let message = 4_912_661_846;

  const refused = (status: number, status_message: string): Answered => ({ json: { status, status_message } });
  const server = await jsonServer(({ method, url, headers, bytes }: Asked): Answered => {
    const file = files.get(url.pathname);
    if (file && method === "GET") return { bytes: file };
    if (method !== "POST" || !url.pathname.startsWith("/pa/")) return { status: 404, json: {} };
    if (headers["x-viber-auth-token"] !== token) return refused(2, "invalidAuthToken");
    const body = JSON.parse(bytes.toString());
    const well = { status: 0, status_message: "ok" };
    switch (url.pathname) {
      case "/pa/get_account_info":
        return { json: { ...well, id: "pa:75346594275468546724", name: "Диспетчерская", uri: "desk" } };
      case "/pa/set_webhook":
        if (!String(body.url).startsWith("https://")) return refused(1, "invalidUrl");
        webhook = body.url;
        return { json: { ...well, event_types: body.event_types } };
      case "/pa/send_message": {
        if (!body.receiver || !body.type || !body.sender?.name) return refused(4, "missingData");
        if (body.sender.name.length > 28 || String(body.text ?? "").length > 7_000) return refused(3, "badData");
        if (body.type === "text" && !body.text) return refused(4, "missingData");
        const isWhole = typeof body.size === "number" && body.file_name && String(body.media).startsWith("https://");
        if (body.type === "file" && !isWhole) return refused(3, "badData");
        if (unsubscribed.has(body.receiver)) return refused(6, "receiverNotSubscribed");
        const { receiver, type, text = "", media = "" } = body;
        sent.push({ receiver, type, text, media });
        return { json: { ...well, message_token: message++ } };
      }
      default:
        return { status: 404, json: {} };
    }
  });
  return {
    ...server,
    token,
    sent,
    unsubscribed,
    webhook: () => webhook,
    put: (path: string, bytes: Buffer) => {
      files.set(path, bytes);
      return `${server.root}${path}`;
    },
    /** What Viber calls the desk with when somebody writes, and its signature. */
    said: (id: string, name: string, what: object) => {
      const head = { event: "message", timestamp: 1_760_432_400_000 + message, message_token: message++ };
      return signed(token, { ...head, sender: { id, name }, message: what });
    },
    happened: (event: string, more: object) =>
      signed(token, { event, timestamp: message, message_token: message++, ...more }),
  };
}

const signed = (token: string, body: object) => {
  const payload = JSON.stringify(body);
  const signature = createHmac("sha256", token).update(payload).digest("hex");
  return { payload, headers: { "content-type": "application/json", "x-viber-content-signature": signature } };
};
