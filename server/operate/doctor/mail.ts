import { once } from "node:events";
import { connect } from "node:net";
import { passwordPlace } from "../../mail/claim-mailbox.ts";
import { isCertificateRefused, makeTransports } from "../../mail/smtp-transport.ts";
import { makeSecrets } from "../../platform/secrets.ts";
import { age, bad, type Finding, isOlder, ok, type Patient, reasonOf, soon, warning } from "./finding.ts";

/** The way in for letters: somebody listens, has addresses, and reads what came. */
export async function lookAtMailIn({ client, config, now }: Patient): Promise<Finding> {
  const what = "letters in";
  const port = config.smtpPort;
  const host = config.host === "0.0.0.0" || config.host === "::" ? "127.0.0.1" : config.host;
  try {
    const greeting = await soon(greetingOf(host, port));
    if (!greeting.startsWith("220")) throw new Error(`it answers "${greeting.trim().slice(0, 80)}"`);
  } catch (error) {
    const why = `Nobody takes letters at ${host}:${port}: ${reasonOf(error)}.`;
    return bad(what, why, "Start Pult; if it runs, set PULT_SMTP_PORT to a port that is free, and open it.");
  }
  const { rows } = await client.query<{ addresses: number; unread: number; since: Date | null; odd: number }>(`
    select (select count(*)::int from mail_address where active) as addresses,
      (select count(*)::int from letter_in where state = 'received') as unread,
      (select min(received_at) from letter_in where state = 'received') as since,
      (select count(*)::int from letter_in where state = 'quarantine') as odd`);
  const { addresses = 0, unread = 0, since = null, odd = 0 } = rows[0] ?? {};
  if (since && isOlder(since, 10, now())) {
    const why = `${unread} letters came and are not read yet, the oldest for ${age(since, now())}.`;
    return bad(what, why, "See the queue and the failed jobs: take-letter reads them.");
  }
  if (addresses === 0) return warning(what, "No address takes letters.", "Add one in Settings → Mail.");
  if (odd > 0) {
    return warning(what, `${odd} letters lie in quarantine.`, "Look through them in Settings → Mail → Quarantine.");
  }
  return ok(what, `${addresses} addresses, port ${port} answers, everything is read.`);
}

/** Mailboxes that are fetched from. */
export async function lookAtMailboxes({ client, config, now }: Patient): Promise<Finding> {
  const what = "mailboxes";
  const { rows } = await client.query<{
    workspace_id: string;
    id: string;
    login: string;
    host: string;
    password: string;
    state: string;
    error: string | null;
    since: Date | null;
  }>(`select workspace_id, id, login, host, password, state, error, failing_since as since from mailbox
    where active order by failing_since nulls last`);
  if (rows.length === 0) return ok(what, "Letters are fetched from nowhere.");
  const secrets = makeSecrets(config.secretKey);
  const closed = rows.filter((row) => secrets.open(row.password, passwordPlace(row.workspace_id, row.id)) === null);
  if (closed.length > 0) {
    const why = `The password of ${closed.map(({ login, host }) => `${login} at ${host}`).join(", ")} was sealed with another key.`;
    return bad(what, why, "Set PULT_SECRET_KEY to the key of before, or enter the passwords again in Settings → Mail.");
  }
  const failing = rows.filter(({ state }) => state === "failing");
  const [first] = failing;
  if (!first) return ok(what, `${rows.length} are fetched.`);
  const since = first.since ? ` for ${age(first.since, now())}` : "";
  const why = `${failing.length} of ${rows.length} fail: ${first.login} at ${first.host}${since} (${first.error}).`;
  return bad(what, why, "See Settings → Mail: the mailbox says what its server answers.");
}

/** The way out for letters: the server takes us, and nothing waits. */
export async function lookAtMailOut({ client, config, now }: Patient): Promise<Finding> {
  const what = "letters out";
  const { rows } = await client.query<{
    kept: number;
    queued: number;
    since: Date | null;
    failed: number;
    error: string | null;
    addresses: number;
    trusting: number;
  }>(`select (select count(*)::int from mail_address where active) as addresses,
      (select count(*)::int from mail_address where active and any_certificate) as trusting,
      count(*) filter (where state = 'kept')::int as kept, count(*) filter (where state = 'queued')::int as queued,
      min(created_at) filter (where state = 'queued') as since, count(*) filter (where state = 'failed')::int as failed,
      (select error from letter_out where error is not null order by created_at desc limit 1) as error
    from letter_out where state <> 'sent'`);
  const { kept = 0, queued = 0, since = null, failed = 0, error = null, addresses = 0, trusting = 0 } = rows[0] ?? {};
  if (config.smtpUrl === null) {
    const why = `No server is set, so letters stay in the outbox (${kept + queued} now).`;
    return warning(what, why, "Set PULT_SMTP_URL, for example smtp://user:password@mail.example.org:587.");
  }
  const { hostname, port } = new URL(config.smtpUrl);
  const server = port ? `${hostname}:${port}` : hostname;
  const transports = makeTransports(config.smtpUrl);
  const asked = (anyCertificate: boolean) =>
    soon(transports.of(anyCertificate).verify()).then(
      () => null,
      (error: unknown) => error,
    );
  const strictly = await asked(false);
  const isUntrusted = isCertificateRefused(strictly);
  const refused = isUntrusted ? await asked(true) : strictly;
  transports.close();
  const wait = queued > 0 && since ? `${queued} letters wait, the oldest for ${age(since, now())}` : "no letter waits";
  const lost = failed > 0 ? `, ${failed} could not be sent` : "";
  if (refused) {
    const why = `The server ${server} does not take us (${reasonOf(refused)}); ${wait}${lost}.`;
    return bad(what, why, "Mend PULT_SMTP_URL or the server; what waits goes out by itself then.");
  }
  if (isUntrusted && trusting < addresses) {
    const only = trusting > 0 ? `, only those of ${trusting} of ${addresses} addresses` : "";
    const why = `The certificate of ${server} is not trusted (${reasonOf(strictly)}), so letters do not go out${only}; ${wait}${lost}.`;
    const mend = "let the address in Settings → Mail send over any certificate if you know that the server is yours.";
    return bad(what, why, `Give ${hostname} a certificate for that name from a known authority, or ${mend}`);
  }
  const why = `The server ${server} takes us; ${wait}${lost}${(queued > 0 || failed > 0) && error ? ` (${error})` : ""}.`;
  if (since && isOlder(since, 15, now())) return bad(what, why, "See the queue and what the mail server answers.");
  return failed > 0 ? warning(what, why, "Send them again from the outbox when the reason is gone.") : ok(what, why);
}

async function greetingOf(host: string, port: number): Promise<string> {
  const socket = connect(port, host);
  try {
    const [greeting] = await once(socket, "data");
    return String(greeting);
  } finally {
    socket.destroy();
  }
}
