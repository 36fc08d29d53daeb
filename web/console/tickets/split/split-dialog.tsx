import { Button, Checkbox, Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Answer, call } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { useMay } from "../../../kit/session.ts";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { toast } from "../../../kit/toast.tsx";
import { PriorityField } from "../card/priority-field.tsx";
import { CompanyField } from "../new/company-field.tsx";
import { People } from "../new/people.tsx";
import { CustomFields, OrderForm } from "../new/questions.tsx";
import { StartStatus } from "../new/start-status.tsx";
import { useNewTicket } from "../new/use-new-ticket.ts";
import { What } from "../new/what.tsx";
import { Where } from "../new/where.tsx";
import { Who } from "../new/who.tsx";
import classes from "./split-dialog.module.css";
import { proposal, splitBody } from "./split-draft.ts";

type Ticket = Answer<"getTicket">;
type Message = Answer<"listMessages">["items"][number];
type Split = Answer<"splitTicket">["split"];
type DialogProps = {
  ticket: Ticket;
  /** Messages and notes, oldest first. */
  chosen: readonly Message[];
  onClose: () => void;
  onSplit: () => void;
  undo: (split: Split) => unknown;
};

/** The new ticket that the chosen part of the talk goes into: what it is about, whose it is, who does it ([B-UNDO-04]). */
export function SplitDialog(props: DialogProps) {
  const { t } = useTranslation(["newTicket", "common"]);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("split.title")}
      size={680}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <Body {...props} />
    </Modal>
  );
}

function Body({ ticket, chosen, onClose, onSplit, undo }: DialogProps) {
  const { t } = useTranslation(["newTicket", "common"]);
  const may = useMay();
  const navigate = useNavigate();
  const who = useRef<HTMLInputElement>(null);
  const whole = useRef<HTMLFormElement>(null);
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
    toast(t("split.done", { number: answer.ticket.number }), {
      undo: () => undo(answer.split),
      act: {
        label: t("split.open"),
        run: () => navigate({ to: "/tickets/$number", params: { number: String(answer.ticket.number) } }),
      },
    });
    return answer.ticket;
  });
  const part = { draft: state.draft, set: state.set, errors: state.errors };
  const send = async () => {
    if (await state.create()) return onSplit();
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
          <ul className={classes.quotes} aria-label={t("split.goes")}>
            {chosen.map(({ id, at, text, files }) => (
              <li key={id}>
                <time dateTime={at}>{formatMoment(at)}</time>
                <bdi>{text || files.map((file) => file.name).join(", ")}</bdi>
              </li>
            ))}
          </ul>
        )}
        <Documents documents={ticket.documents ?? []} chosen={documents} onChange={setDocuments} />
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
        <p className={classes.hint}>{t("split.clocks")}</p>
        <RefusalList error={state.error} except={Object.keys(state.errors).filter((field) => !isOurs(field, shown))} />
      </div>
      <div className={classes.foot}>
        <Button variant="default" onClick={onClose}>
          {t("common:action.cancel")}
        </Button>
        <Button type="submit" loading={state.busy} disabled={ids.length + documents.length === 0} title={sendKeys()}>
          {t("split.do")}
        </Button>
      </div>
    </form>
  );
}

/** What is wrong with the choice itself has no field of its own to stand beside. */
const isOurs = (field: string, ours: readonly string[]): boolean =>
  ours.some((one) => field === one || field.startsWith(`${one}.`));

/** Documents of the card that go along. */
function Documents(props: {
  documents: NonNullable<Ticket["documents"]>;
  chosen: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const { t } = useTranslation("newTicket");
  const { documents, chosen, onChange } = props;
  if (documents.length === 0) return null;
  return (
    <fieldset className={classes.documents}>
      <legend>{t("split.documents")}</legend>
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
