import { SMTPServer, type SMTPServerSession } from "smtp-server";
import { LETTER_LIMITS } from "../channels/email/letter.ts";
import { acceptLetter, findOurAddress, type OurAddress } from "./accept-letter.ts";
import type { MailDeps } from "./deps.ts";

/** How many letters may be on their way in at once, and how many recipients one may have. */
const CLIENTS = 200;
const RECIPIENTS = 100;

class SmtpRefusal extends Error {
  readonly responseCode: number;
  constructor(responseCode: number, message: string) {
    super(message);
    this.responseCode = responseCode;
  }
}

/**
 * Takes letters in by SMTP. A recipient that is none of ours is refused at once; the sender hears "250" only when the
 * letter is kept, so that what was taken is never lost. When the database is away the sender is asked to come again.
 */
export function makeSmtpIntake(deps: MailDeps, log: { error(details: object, message: string): void }): SMTPServer {
  /** Whose the recipients are, as they were found when the session named them. */
  const known = new WeakMap<SMTPServerSession, Map<string, OurAddress>>();
  return new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    banner: "Pult",
    size: LETTER_LIMITS.bytes,
    maxClients: CLIENTS,
    onRcptTo(address, session, done) {
      if (session.envelope.rcptTo.length >= RECIPIENTS) {
        done(new SmtpRefusal(452, "Too many recipients"));
        return;
      }
      findOurAddress(deps.db, address.address).then(
        (ours) => {
          if (!ours) return done(new SmtpRefusal(550, `No such mailbox here: ${address.address}`));
          const found = known.get(session) ?? new Map<string, OurAddress>();
          known.set(session, found.set(address.address, ours));
          done();
        },
        (error: unknown) => {
          log.error({ err: error }, "a recipient could not be looked up");
          done(new SmtpRefusal(451, "Try again later"));
        },
      );
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => {
        // Beyond the limit the stream goes on to its end, or the sender would never hear why.
        if (!stream.sizeExceeded) chunks.push(chunk);
        else chunks.length = 0;
      });
      stream.on("error", () => done(new SmtpRefusal(451, "The letter broke off")));
      stream.on("end", () => {
        if (stream.sizeExceeded) {
          done(new SmtpRefusal(552, `A letter may have at most ${LETTER_LIMITS.bytes / 1024 / 1024} MB`));
          return;
        }
        const { mailFrom, rcptTo } = session.envelope;
        acceptLetter(deps, {
          raw: Buffer.concat(chunks),
          envelopeFrom: mailFrom === false ? "" : mailFrom.address,
          recipients: rcptTo.flatMap(({ address }) => {
            const ours = known.get(session)?.get(address);
            return ours ? [{ ...ours, recipient: address }] : [];
          }),
        }).then(
          (ids) => done(null, `Kept as ${ids.join(", ")}`),
          (error: unknown) => {
            log.error({ err: error }, "a letter could not be kept");
            done(new SmtpRefusal(451, "Try again later"));
          },
        );
      });
    },
  });
}
