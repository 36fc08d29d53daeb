import type { SmsGateway } from "../../../../contract/sms.ts";
import { type Gateway, KNOWN, OWN } from "../../../../core/sms/gateways.ts";
import type { Recipe } from "../../../../core/sms/recipe.ts";
import type { Ask } from "../../../kit/api.ts";
import type { Wrong } from "../frame/use-editor.ts";

/** What is typed; the secret empty where the one kept stays, headers and codes as lines. */
export type GatewayForm = Pick<SmsGateway, "kind" | "login" | "sender" | "active"> & {
  secret: string;
  dailyLimit: string;
  recipe: Omit<Recipe, "headers" | "again"> & { headers: string; again: string };
};

const typed = ({ headers, again, ...recipe }: Recipe): GatewayForm["recipe"] => ({
  ...recipe,
  headers: headers.map(({ name, value }) => `${name}: ${value}`).join("\n"),
  again: again.join(", "),
});

export const START: GatewayForm = {
  ...{ kind: "smsc", login: "", sender: "", secret: "", active: true, dailyLimit: "200" },
  recipe: typed(OWN),
};

export const formOf = ({ kind, login, sender, active, dailyLimit, recipe }: SmsGateway): GatewayForm => ({
  ...{ kind, login, sender, active, secret: "", dailyLimit: String(dailyLimit) },
  recipe: typed(recipe ?? OWN),
});

/** What is asked for beside the secret. */
export const asksFor = (kind: Gateway): { login: boolean; senderNeeded: boolean } =>
  kind === "other" ? { login: true, senderNeeded: false } : KNOWN[kind];

/** The account as it is sent. */
export function accountOf({ kind, login, sender, secret, recipe }: GatewayForm) {
  const headers = recipe.headers.split("\n").flatMap((line) => {
    const cut = line.indexOf(":");
    return cut > 0 ? [{ name: line.slice(0, cut).trim(), value: line.slice(cut + 1).trim() }] : [];
  });
  const again = recipe.again.split(",").flatMap((code) => code.trim() || []);
  return {
    ...{ kind, login: asksFor(kind).login ? login.trim() : "", sender: sender.trim() },
    ...(secret === "" ? {} : { secret }),
    ...(kind === "other" ? { recipe: { ...recipe, url: recipe.url.trim(), headers, again } } : {}),
  };
}

export const bodyOf = (form: GatewayForm): Ask<"setSmsGateway">["body"] => ({
  ...accountOf(form),
  ...{ active: form.active, dailyLimit: Number(form.dailyLimit) },
});

/** What is missing or wrong. */
export function checkForm(
  form: GatewayForm,
  { isNew, texts }: { isNew: boolean; texts: { needed: string; limit: string; url: string } },
): Wrong<GatewayForm> {
  const needed = (text: string, is: boolean) => (is && text.trim() === "" ? texts.needed : undefined);
  const asks = asksFor(form.kind);
  const limit = Number(form.dailyLimit);
  const isAddress = /^https?:\/\/[^\s{}/]+/.test(form.recipe.url.trim());
  return {
    login: needed(form.login, asks.login && form.kind !== "other"),
    sender: needed(form.sender, asks.senderNeeded),
    secret: needed(form.secret, isNew),
    dailyLimit: Number.isInteger(limit) && limit >= 1 && limit <= 100_000 ? undefined : texts.limit,
    recipe: form.kind === "other" && !isAddress ? texts.url : undefined,
  };
}
