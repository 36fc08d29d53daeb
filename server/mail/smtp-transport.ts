import { createTransport, type Transporter } from "nodemailer";

/** Ways to one mail server, with connections that are kept. */
export type Transports = {
  /** `anyCertificate`: over one that nobody known has signed, too. */
  of: (anyCertificate: boolean) => Transporter;
  close: () => void;
};

/**
 * The ways to the mail server at the address (`smtp://`, which turns to TLS where the server offers it, or `smtps://`).
 * The certificate must be of the server's name and signed by somebody known, unless the letter's address says otherwise
 * or the server is on this machine, where nobody stands between.
 */
export function makeTransports(smtpUrl: string): Transports {
  const opened = new Map<boolean, Transporter>();
  const isHere = isThisMachine(new URL(smtpUrl).hostname);
  return {
    of(anyCertificate) {
      const known = opened.get(anyCertificate);
      if (known) return known;
      const transport = createTransport({
        url: smtpUrl,
        pool: true,
        maxConnections: 5,
        connectionTimeout: 20_000,
        greetingTimeout: 20_000,
        socketTimeout: 60_000,
        tls: { rejectUnauthorized: !isHere && !anyCertificate },
      });
      opened.set(anyCertificate, transport);
      return transport;
    },
    close() {
      for (const transport of opened.values()) transport.close();
    },
  };
}

const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(host);

/** Whether the way ended at the certificate of the mail server: what a server answers has a code of its own. */
export const isCertificateRefused = (error: unknown): boolean =>
  error instanceof Error && !("responseCode" in error && error.responseCode) && /certificate/i.test(error.message);
