import { Button, Checkbox, Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { key } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { useMay } from "../../../kit/session.ts";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { toast } from "../../../kit/toast.tsx";
import { type Message, useCard } from "../card/card.ts";
import { PriorityField } from "../card/priority-field.tsx";
import { useThread } from "../card/use-thread.ts";
import { CompanyField } from "../new/company-field.tsx";
import { People } from "../new/people.tsx";
import { CustomFields, OrderForm } from "../new/questions.tsx";
import { StartStatus } from "../new/start-status.tsx";
import { useNewTicket } from "../new/use-new-ticket.ts";
import { What } from "../new/what.tsx";
import { Where } from "../new/where.tsx";
import { Who } from "../new/who.tsx";
import classes from "./split.module.css";
import { proposal, splitBody } from "./split-draft.ts";
import { useUndoSplit } from "./use-undo-split.ts";

/** The new ticket that the chosen part of the talk goes into: what it is about, whose it is, who does it ([B-UNDO-04]). */
export function SplitDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["split", "common"]);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("title")}
      size={680}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <Body onClose={onClose} />
    </Modal>
  );
}

function Body({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["split", "common"]);
  const { ticket, splitting } = useCard();
  const may = useMay();
  const client = useQueryClient();
  const navigate = useNavigate();
  const undo = useUndoSplit();
  const who = useRef<HTMLInputElement>(null);
  const whole = useRef<HTMLFormElement>(null);
  const chosen = useChosen(splitting.chosen ?? []);
  const [documents, setDocuments] = useState<readonly string[]>([]);
  const [start] = useState(() =>
    proposal(
      ticket,
      chosen.map(({ text }) => text),
    ),
  );
  const ids = chosen.map(({ id }) => id);
  const name = `/split/${ticket.id}/${ids[0] ?? ""}`;
  const state = useNewTicket(name, start, async (body, idempotencyKey) => {
    const answer = await call("splitTicket", {
      params: { id: ticket.id },
      body: splitBody(body, ids, documents),
      idempotencyKey,
    });
    toast(t("done", { number: answer.ticket.number }), {
      undo: () => undo(answer.split),
      act: {
        label: t("open"),
        run: () => navigate({ to: "/tickets/$number", params: { number: String(answer.ticket.number) } }),
      },
    });
    return answer.ticket;
  });
  const part = { draft: state.draft, set: state.set, errors: state.errors };
  const send = async () => {
    if (await state.create()) {
      splitting.stop();
      onClose();
      for (const route of ["getTicket", "listMessages", "listNotes", "listEvents", "listDocuments"] as const) {
        void client.invalidateQueries({ queryKey: key(route) });
      }
      return;
    }
    setTimeout(() => whole.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus(), 30);
  };
  const shown = ["messages", "documents"];
  return (
    <form
      ref={whole}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        void send();
      }}
    >
      <div className={classes.fields}>
        {chosen.length > 0 && (
          <ul className={classes.quotes} aria-label={t("goes")}>
            {chosen.map(({ id, at, text, files }) => (
              <li key={id}>
                <time dateTime={at}>{formatMoment(at)}</time>
                <bdi>{text || files.map((file) => file.name).join(", ")}</bdi>
              </li>
            ))}
          </ul>
        )}
        <Documents chosen={documents} onChange={setDocuments} />
        <What {...part} />
        <OrderForm {...part} form={state.form} />
        <Who {...part} inputRef={who} />
        <CompanyField {...part} />
        <Where {...part} />
        <PriorityField
          value={state.draft.priority ?? null}
          error={state.errors.priority}
          onChange={(priority) => state.set({ ...state.draft, priority })}
        />
        <CustomFields {...part} />
        {may("ticket.assign") && <People {...part} />}
        <StartStatus {...part} />
        <p className={classes.hint}>{t("clocks")}</p>
        <RefusalList error={state.error} except={Object.keys(state.errors).filter((field) => !isOurs(field, shown))} />
      </div>
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t("common:action.cancel")}
        </Button>
        <Button type="submit" loading={state.busy} disabled={ids.length + documents.length === 0} title={sendKeys()}>
          {t("do")}
        </Button>
      </div>
    </form>
  );
}

/** What is wrong with the choice itself has no field of its own to stand beside. */
const isOurs = (field: string, ours: readonly string[]): boolean =>
  ours.some((one) => field === one || field.startsWith(`${one}.`));

/** The chosen ones of both talks, oldest first. */
function useChosen(ids: readonly string[]): Message[] {
  const [messages, notes] = [useThread("messages").messages, useThread("notes").messages];
  return [...messages, ...notes].filter(({ id }) => ids.includes(id)).toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

/** Documents of the card that go along. */
function Documents(props: { chosen: readonly string[]; onChange: (ids: readonly string[]) => void }) {
  const { t } = useTranslation("split");
  const { ticket } = useCard();
  const documents = ticket.documents ?? [];
  if (documents.length === 0) return null;
  const { chosen, onChange } = props;
  return (
    <fieldset className={classes.documents}>
      <legend>{t("documents")}</legend>
      {documents.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
        />
      ))}
    </fieldset>
  );
}
