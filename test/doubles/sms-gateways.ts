import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Agent } from "node:https";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { makeNetworkGuard, type NetworkGuard } from "../../server/platform/network-guard.ts";

/** An SMS as a gateway took it. */
export type TakenSms = { host: string; phone: string; text: string; sender: string };
type Reply = { status: number; body: object };
type Asked = { request: IncomingMessage; form: URLSearchParams };

export const ACCOUNT = { login: "desk", secret: "the key" };

/**
 * SMSC.ru, SMS.ru and Twilio by their public protocols: strict about address, method, type, parameters and sign-in, with
 * their own words where something is wrong. `guard` is the network: whatever is asked by HTTPS is asked of them.
 */
export async function smsGateways() {
  const taken: TakenSms[] = [];
  const state = { next: null as "away" | "silent" | null, asked: 0 };
  const server = createServer(async (request, response) => {
    state.asked++;
    const form = new URLSearchParams(await text(request));
    const { next } = state;
    state.next = null;
    // Silent: it has taken it, and never says so.
    if (next === "silent") return;
    const host = request.headers.host ?? "";
    const reply = next === "away" ? { status: 503, body: {} } : answer(host, { request, form }, taken);
    response.writeHead(reply.status, { "content-type": "application/json" }).end(JSON.stringify(reply.body));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const address = server.address();
  const port = address && typeof address === "object" ? address.port : 0;
  const agent = new Agent();
  // Without TLS: the certificates of others cannot be had here.
  agent.createConnection = () => connect(port, "127.0.0.1");
  const real = makeNetworkGuard(["127.0.0.1"]);
  const guard: NetworkGuard = { ...real, agents: { ...real.agents, https: agent } };
  return {
    guard,
    /** What was taken since it was asked last. */
    taken: () => taken.splice(0),
    get asked() {
      return state.asked;
    },
    /** How the next request fails. */
    fail: (how: "away" | "silent") => {
      state.next = how;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise<void>((done) => server.close(() => done()));
    },
  };
}

function answer(host: string, asked: Asked, taken: TakenSms[]): Reply {
  const { request, form } = asked;
  const type = request.headers["content-type"] ?? "";
  if (request.method !== "POST" || !/^application\/x-www-form-urlencoded/.test(type)) return { status: 400, body: {} };
  const take = (phone: string, said: string, sender = "") => taken.push({ host, phone, text: said, sender });
  if (host === "smsc.ru") return smsc(request.url, form, take);
  if (host === "sms.ru") return smsRu(request.url, form, take);
  if (host === "api.twilio.com") return twilio(asked, take);
  return { status: 404, body: {} };
}

type Take = (phone: string, text: string, sender?: string) => number;
const onlyKnown = (form: URLSearchParams, names: readonly string[]) =>
  [...form.keys()].every((key) => names.includes(key));

function smsc(url: string | undefined, form: URLSearchParams, take: Take): Reply {
  const error = (code: number, words: string): Reply => ({ status: 200, body: { error: words, error_code: code } });
  const known = ["login", "psw", "phones", "mes", "sender", "fmt", "charset"];
  const [phone = "", said = ""] = [form.get("phones") ?? "", form.get("mes") ?? ""];
  if (url !== "/sys/send.php") return { status: 404, body: {} };
  if (!onlyKnown(form, known) || form.get("fmt") !== "3" || form.get("charset") !== "utf-8")
    return error(1, "parameters error");
  if (phone === "" || said === "" || form.get("sender") === "") return error(1, "parameters error");
  if (form.get("login") !== ACCOUNT.login || form.get("psw") !== ACCOUNT.secret) return error(2, "authorise error");
  if (!/^\+?[1-9]\d{9,14}$/.test(phone)) return error(7, "invalid number");
  return { status: 200, body: { id: take(phone, said, form.get("sender") ?? ""), cnt: 1 } };
}

function smsRu(url: string | undefined, form: URLSearchParams, take: Take): Reply {
  const error = (status_code: number, status_text: string) => ({ status: "ERROR", status_code, status_text });
  const [phone = "", said = ""] = [form.get("to") ?? "", form.get("msg") ?? ""];
  if (url !== "/sms/send") return { status: 404, body: {} };
  if (form.get("api_id") !== ACCOUNT.secret) return { status: 200, body: error(200, "Неправильный api_id") };
  if (!onlyKnown(form, ["api_id", "to", "msg", "from", "json"]) || form.get("json") !== "1" || said === "") {
    return { status: 200, body: error(203, "Нет текста сообщения") };
  }
  const sms = /^[1-9]\d{9,14}$/.test(phone)
    ? { status: "OK", status_code: 100, sms_id: `000000-${take(phone, said)}` }
    : error(202, "Неправильно указан номер телефона получателя");
  return { status: 200, body: { status: "OK", status_code: 100, sms: { [phone]: sms }, balance: 100 } };
}

function twilio({ request, form }: Asked, take: Take): Reply {
  const error = (status: number, code: number, message: string): Reply => ({
    status,
    body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
  });
  const [to = "", from = "", body = ""] = ["To", "From", "Body"].map((name) => form.get(name) ?? "");
  const signed = `Basic ${Buffer.from(`${ACCOUNT.login}:${ACCOUNT.secret}`).toString("base64")}`;
  if (request.url !== `/2010-04-01/Accounts/${ACCOUNT.login}/Messages.json`) return error(404, 20404, "Not found");
  if (request.headers.authorization !== signed) return error(401, 20003, "Authenticate");
  if (!onlyKnown(form, ["To", "From", "Body"]) || from === "")
    return error(400, 21603, "A 'From' phone number is required.");
  if (body === "") return error(400, 21602, "Message body is required.");
  if (!/^\+[1-9]\d{7,14}$/.test(to)) return error(400, 21211, `The 'To' number ${to} is not a valid phone number.`);
  const sid = `SM${String(take(to, body, from)).padStart(32, "0")}`;
  return { status: 201, body: { sid, status: "queued", error_code: null, error_message: null, to, from, body } };
}
