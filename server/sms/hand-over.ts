import { answerOf, type Recipe, requestOf, type Values } from "../../core/sms/recipe.ts";
import { faultOf, guardedRequest, type Way } from "../platform/guarded-request.ts";

/** What a gateway says is read so far, bytes. */
const MOST_BYTES = 64 * 1024;
/** It may say so for so long, ms, however slowly. */
const MOST_MS = 60_000;

/** How an SMS was taken; `again`: nothing went out, and it may go later. */
export type HandedOver =
  | { ok: true; id: string | null }
  | { ok: false; fault: { code: string; detail: string }; again: boolean };

/** Hands one SMS to a gateway, never into the network that the desk stands in. */
export async function handOver(way: Way, recipe: Recipe, values: Values, signal: AbortSignal): Promise<HandedOver> {
  let answer: { status: number; text: string };
  try {
    const within = AbortSignal.any([signal, AbortSignal.timeout(MOST_MS)]);
    answer = await guardedRequest(way, requestOf(recipe, values), { signal: within, most: MOST_BYTES });
  } catch (error) {
    const code = faultOf(error);
    const isPlain = code === "private-address" || code === "unknown-host";
    const detail = !isPlain && error instanceof Error ? error.message.slice(0, 300) : "";
    // After no answer it may have gone out: a second one would be one too many.
    return { ok: false, fault: { code, detail }, again: code === "unreachable" || code === "unknown-host" };
  }
  const meant = answerOf(recipe, values, answer);
  if (meant.ok) return meant;
  return { ok: false, fault: { code: "refused", detail: meant.said.slice(0, 500) }, again: meant.again };
}
