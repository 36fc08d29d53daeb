import { secretPlace, tokenPlace } from "../../messengers/deps.ts";
import { makeSecrets } from "../../platform/secrets.ts";
import { age, bad, type Finding, isOlder, ok, type Patient, warning } from "./finding.ts";

type Row = {
  workspace_id: string;
  id: string;
  kind: string;
  name: string;
  token: string;
  secret: string | null;
  active: boolean;
  state: string;
  error: string | null;
  since: Date | null;
};

/** What a messenger's fault is called, and what to do about it; others are told by their code. */
const MENDS: Readonly<Record<string, string>> = {
  "wrong-token": "Take the token anew from the messenger and enter it in Settings → Messengers.",
  "polled-elsewhere": "Switch the bot off in the other program: two cannot have its messages.",
  "no-way-in": 'Let PULT_PUBLIC_URL open from the internet by https, then press "Check now" in Settings → Messengers.',
};
const SEE = "See Settings → Messengers: the account says what the messenger answers.";
/** What waits longer does not go out by itself, minutes. */
const LATE_MIN = 15;

/** Accounts in messengers: what is off, what fails and since when, what waits and what was given up. */
export async function lookAtMessengers({ client, config, now }: Patient): Promise<Finding> {
  const what = "messengers";
  const { rows } = await client.query<Row>(`select workspace_id, id, kind, name, token, secret, active, state, error,
    failing_since as since from messenger order by failing_since nulls last, name`);
  const active = rows.filter((row) => row.active);
  const off = rows.filter((row) => !row.active);
  if (rows.length === 0) return ok(what, "No account is connected.");
  const secrets = makeSecrets(config.secretKey);
  const closed = active.filter(
    ({ workspace_id, id, token, secret }) =>
      secrets.open(token, tokenPlace(workspace_id, id)) === null ||
      (secret !== null && secrets.open(secret, secretPlace(workspace_id, id)) === null),
  );
  if (closed.length > 0) {
    const why = `The token of ${closed.map(named).join(", ")} was sealed with another key.`;
    return bad(
      what,
      why,
      "Set PULT_SECRET_KEY to the key of before, or enter the tokens again in Settings → Messengers.",
    );
  }
  const failing = active.filter(({ state }) => state === "failing");
  const [first] = failing;
  if (first) {
    const since = first.since ? ` for ${age(first.since, now())}` : "";
    const why = `${failing.length} of ${active.length} fail: ${named(first)}${since} (${first.error}).`;
    return bad(what, why, MENDS[first.error ?? ""] ?? SEE);
  }
  const out = await client.query<{ queued: number; since: Date | null; failed: number }>(
    `select
      count(*) filter (where state = 'queued')::int as queued, min(created_at) filter (where state = 'queued') as since,
      count(*) filter (where state = 'failed' and created_at > $1)::int as failed
    from messenger_out where state <> 'sent'`,
    [new Date(now().getTime() - 7 * 86_400_000)],
  );
  const { queued = 0, since = null, failed = 0 } = out.rows[0] ?? {};
  if (since && isOlder(since, LATE_MIN, now())) {
    const why = `${queued} messages wait to go out, the oldest for ${age(since, now())}.`;
    return bad(what, why, "See the queue and the failed jobs: deliver-to-chat sends them.");
  }
  if (failed > 0) {
    return warning(
      what,
      `${failed} messages did not go out in the last 7 days.`,
      "The ticket says why: send them again there.",
    );
  }
  if (off.length > 0) {
    const why = `${off.length} of ${rows.length} are off: ${off.map(named).join(", ")}.`;
    return warning(what, why, "Switch them on in Settings → Messengers, or delete what is not needed.");
  }
  return ok(what, `${active.length} are connected, nothing waits.`);
}

const named = ({ kind, name }: Row): string => `${name} in ${kind}`;
