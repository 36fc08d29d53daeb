import { once } from "node:events";
import { isIP } from "node:net";
import { connect } from "node:tls";
import { bad, type Finding, ok, type Patient, reasonOf, soon, warning } from "./finding.ts";

const DAY = 24 * 3_600_000;
const WARN_DAYS = 14;

/** Every certificate that people or Pult rely on: of the web's address, of the servers for letters. */
export async function lookAtCertificates({ client, config, now }: Patient): Promise<Finding[]> {
  const servers = new Map<string, { host: string; port: number }>();
  const web = new URL(config.publicUrl);
  if (web.protocol === "https:") servers.set("the web", { host: web.hostname, port: Number(web.port || 443) });
  const smtp = config.smtpUrl === null ? null : new URL(config.smtpUrl);
  if (smtp?.protocol === "smtps:") servers.set("letters out", { host: smtp.hostname, port: Number(smtp.port || 465) });
  const { rows } = await client.query<{ host: string; port: number }>(
    "select distinct host, port from mailbox where active and secure = 'tls'",
  );
  for (const server of rows) servers.set(`mailboxes at ${server.host}`, server);
  if (servers.size === 0) {
    return [ok("certificates", "The web is not served over https, and no server for letters is asked over TLS.")];
  }
  return Promise.all([...servers].map(([of, server]) => lookAtCertificate(of, server, now())));
}

/** The certificate that a server shows: trusted, for its name, and for how long. */
export async function lookAtCertificate(
  of: string,
  { host, port }: { host: string; port: number },
  now: Date,
): Promise<Finding> {
  const what = "certificate";
  const mend = `Renew the certificate of ${host} and see why that did not happen by itself.`;
  let seen: { until: Date; fault: string | null };
  try {
    seen = await soon(certificateOf(host, port));
  } catch (error) {
    const why = `The one of ${of} cannot be seen: ${host}:${port} does not answer (${reasonOf(error)}).`;
    return bad(what, why, `See that a server listens at ${host}:${port} and shows its certificate.`);
  }
  const days = Math.floor((seen.until.getTime() - now.getTime()) / DAY);
  const date = seen.until.toISOString().slice(0, 10);
  if (days < 0) return bad(what, `The one of ${of} (${host}) ended on ${date}.`, mend);
  if (seen.fault) {
    const why = `The one of ${of} (${host}) is not trusted: ${seen.fault}.`;
    return bad(what, why, `Give ${host} a certificate for that name from a known authority, with the whole chain.`);
  }
  const why = `The one of ${of} (${host}) holds until ${date}, ${days} days.`;
  return days < WARN_DAYS ? warning(what, why, mend) : ok(what, why);
}

async function certificateOf(host: string, port: number) {
  // An untrusted one is looked at too, to say what is wrong with it.
  const socket = connect({ host, port, rejectUnauthorized: false, ...(isIP(host) ? {} : { servername: host }) });
  try {
    await once(socket, "secureConnect");
    const until = new Date(socket.getPeerCertificate().valid_to);
    // Told as an error or as its code, by version of Node.
    return { until, fault: socket.authorized ? null : String(socket.authorizationError ?? "unknown") };
  } finally {
    socket.destroy();
  }
}
