import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { validateForm } from "../../../../core/forms/validate-form.ts";
import { type Answer, type Ask, call } from "../../../kit/api.ts";
import { useDraft } from "../../../kit/draft.ts";
import { newKey } from "../../../kit/key.ts";
import { Problem } from "../../../kit/problem.ts";
import { key, useRoute } from "../../../kit/query.ts";
import { useFieldErrors } from "../../../kit/refusal-list.tsx";
import { usePreference } from "../list/preference.ts";
import { bodyOf, CHANNELS, type Draft, EMPTY, faultsOf, isDraft } from "./draft.ts";

type Ticket = Answer<"createTicket">;
type Body = NonNullable<Ask<"createTicket">["body"]>;
const open = (body: Body, idempotencyKey: string): Promise<Ticket> => call("createTicket", { body, idempotencyKey });

/**
 * The form of a new ticket: its draft, what is wrong with it, and what sends it. `name` keeps drafts apart; `send` opens
 * the ticket, where it is not opened from nothing.
 */
export function useNewTicket(name: string, start: Draft, send: typeof open = open) {
  const { t } = useTranslation("newTicket");
  const client = useQueryClient();
  const { value: draft, set, clear, restored } = useDraft(`ticket/new${name}`, start, isDraft);
  const [kept, keepChannel] = usePreference("new.channel");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  // One key for one ticket, however often the button is pressed; a changed form is another one.
  const act = useRef({ key: newKey(), of: "" });

  const channel = draft.channel || CHANNELS.find((one) => one === kept) || CHANNELS[0];
  const { data: service } = useRoute(
    "getService",
    { params: { id: draft.service?.id ?? "" } },
    { enabled: draft.service !== null },
  );
  const form = draft.service && service ? service.form : [];
  const asked = form.map(({ key }) => key);
  const answers = Object.fromEntries(Object.entries(draft.form).filter(([key]) => asked.includes(key)));

  const formFault = new Problem({ code: "ticket/refused", status: 422, refusals: validateForm(form, answers) });
  const ownFaults = Object.entries(faultsOf(draft)).map(([field, fault]) => [field, t(`error.${fault}`)] as const);
  const wrong: Record<string, string> = { ...useFieldErrors(formFault), ...Object.fromEntries(ownFaults) };
  const refused = useFieldErrors(error);
  const errors: Record<string, string> = { ...refused, ...(tried ? wrong : {}) };

  const change = (next: Draft) => {
    set(next);
    setError(undefined);
  };
  /** The created ticket, or nothing when something is missing or refused. */
  const create = async (): Promise<Ticket | undefined> => {
    if (busy) return undefined;
    setTried(true);
    if (Object.keys(wrong).length > 0) return undefined;
    const body = bodyOf(draft, channel, asked);
    const of = JSON.stringify(body);
    if (act.current.of !== of) act.current = { key: newKey(), of };
    setBusy(true);
    setError(undefined);
    try {
      const ticket = await send(body, act.current.key);
      client.setQueryData(key("getTicket", { params: { id: String(ticket.number) } }), ticket);
      if (send === open && kept !== channel) keepChannel(channel);
      clear();
      setTried(false);
      return ticket;
    } catch (fault) {
      setError(fault);
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return {
    draft,
    set: change,
    restored,
    channel,
    form,
    errors,
    error,
    busy,
    create,
    clear: () => {
      clear();
      setTried(false);
      setError(undefined);
    },
    isEmpty: JSON.stringify(draft) === JSON.stringify(EMPTY),
  };
}
