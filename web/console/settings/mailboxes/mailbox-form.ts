import type { Ask } from "../../../kit/api.ts";
import type { Wrong } from "../frame/use-editor.ts";
import type { Mailbox } from "./mailbox-list.tsx";

/** What is typed; the port as text while it is, the password empty where the one kept stays. */
export type MailboxForm = {
  address: string | null;
  host: string;
  port: string;
  secure: Mailbox["secure"];
  login: string;
  password: string;
  folder: string;
  active: boolean;
  take: "new" | "all";
};
export const START: MailboxForm = {
  ...{ address: null, host: "", port: "993", secure: "tls", login: "", password: "", folder: "INBOX" },
  ...{ active: true, take: "new" },
};
/** The port that goes with an encryption. */
export const USUAL_PORT: Record<Mailbox["secure"], string> = { tls: "993", starttls: "143", none: "143" };

export const formOf = ({ address, host, port, secure, login, folder, active }: Mailbox): MailboxForm => ({
  ...{ address: address.id, host, port: String(port), secure, login, password: "", folder, active },
  take: "new",
});

/** The server as it is sent. */
export const serverOf = ({ host, port, secure, login, password, folder }: MailboxForm) => ({
  ...{ host: host.trim(), port: Number(port), secure, login: login.trim() },
  ...(password === "" ? {} : { password }),
  folder: folder.trim() || "INBOX",
});

/** Only what has changed. */
export function changeOf(form: MailboxForm, changed: Partial<MailboxForm>): Ask<"updateMailbox">["body"] {
  const server = serverOf(form);
  const names = ["host", "port", "secure", "login", "password", "folder"] as const;
  return {
    ...Object.fromEntries(names.flatMap((name) => (name in changed && name in server ? [[name, server[name]]] : []))),
    ...(changed.address ? { address: changed.address } : {}),
    ...(changed.active === undefined ? {} : { active: changed.active }),
  };
}

type Texts = { needed: string; portWrong: string };

/** What is missing or wrong in the fields of the server. */
export function checkServer(
  { host, port, login, password }: MailboxForm,
  { isNew, texts }: { isNew: boolean; texts: Texts },
): Wrong<MailboxForm> {
  const needed = (text: string) => (text.trim() === "" ? texts.needed : undefined);
  const isPort = /^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535;
  return {
    ...{ host: needed(host), login: needed(login), password: isNew ? needed(password) : undefined },
    port: isPort ? undefined : texts.portWrong,
  };
}
