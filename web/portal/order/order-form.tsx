import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../kit/api.ts";
import { useDraft } from "../../kit/draft.ts";
import { textOf } from "../../kit/i18n.ts";
import { isProblem } from "../../kit/problem.ts";
import { useRoute } from "../../kit/query.ts";
import { RefusalList } from "../../kit/refusal-list.tsx";
import { toast } from "../../kit/toast.tsx";
import { useUpload } from "../../kit/upload.ts";
import { go } from "../address.tsx";
import { useOwnPlaces } from "../home/places.ts";
import type { Service } from "../services/catalogue.ts";
import { keepTicket } from "../ticket/keep-ticket.ts";
import { faultsOf, readyAnswers } from "./answers.ts";
import { AttachButtons, Attached } from "./attach.tsx";
import { Drop } from "./drop.tsx";
import type { FileState } from "./file-answer.tsx";
import classes from "./order.module.css";
import { EMPTY_ORDER, isOrderDraft, useArrivals } from "./order-draft.ts";
import { type OwnField, ownBody, ownQuestions } from "./own-fields.ts";
import { Framed, QuestionField } from "./question.tsx";
import { useSender } from "./use-sender.ts";

const NO_QUESTIONS: Service["form"] = [];
const NO_FIELDS: readonly OwnField[] = [];

/** Where, what and the photo: what is asked before a request is sent. What was begun survives a reload. */
export function OrderForm({ service }: { service: Service | undefined }) {
  const { t } = useTranslation(["portal", "common", "refusal"]);
  const client = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const { places, place: here } = useOwnPlaces();
  const [chosen, setChosen] = useState<string>();
  const [checked, setChecked] = useState(false);
  const ids = { text: useId(), place: useId() };
  const draft = useDraft(`order/${service?.id ?? "free"}`, EMPTY_ORDER, isOrderDraft);
  const { text, files } = draft.value;
  const uploads = useUpload({ already: files.length });
  useArrivals(uploads, (arrived) => draft.set({ ...draft.value, files: [...files, ...arrived] }));

  const asked = service?.form ?? NO_QUESTIONS;
  const { data: own } = useRoute("listOrderFields", service ? { query: { service: service.id } } : {}, {
    staleTime: 10 * 60_000,
  });
  const ownFields = own?.items ?? NO_FIELDS;
  const questions = [...asked, ...ownQuestions(ownFields, textOf)];
  const answers = readyAnswers(questions, draft.value.form);
  const place = places?.find(({ id }) => id === chosen) ?? here;
  const body = {
    description: text.trim(),
    ...(service ? { service: service.id, form: readyAnswers(asked, draft.value.form) } : {}),
    ...ownBody(ownFields, answers, textOf),
    ...(place ? { place: place.id } : {}),
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
  };
  const [fieldFiles, setFieldFiles] = useState<Readonly<Record<string, FileState>>>({});
  const isGoing = (key: string) => fieldFiles[key] === "going";
  const busy = uploads.busy || Object.keys(fieldFiles).some(isGoing);
  const sender = useSender(JSON.stringify(body), { busy }, async (idempotencyKey) => {
    const ticket = await call("createTicket", { body, idempotencyKey });
    draft.clear();
    keepTicket(client, ticket);
    toast(t("order.sent", { number: ticket.number }));
    // In the place of this page: Back leads to where the service was chosen [H-RCAT-12].
    go(`tickets/${ticket.number}`, { replace: true });
  });

  // What is on its way is an answer already.
  const wrongs = Object.entries(faultsOf(questions, answers)).filter(([key]) => !isGoing(key));
  const faults: Record<string, string | undefined> = checked ? Object.fromEntries(wrongs) : {};
  if (checked && !service && body.description === "") faults.text = "answer-required";
  const refused = isProblem(sender.error) ? sender.error.refusals : [];
  const errorOf = (key: string) => {
    const code = faults[key] ?? refused.find(({ field }) => field === `form.${key}` || field === key)?.code;
    return code && t([`portal:order.fault.${code}`, "portal:order.fault.answer-invalid"]);
  };
  const failed =
    uploads.list.some(({ state }) => state === "failed") ||
    Object.values(fieldFiles).some((state) => state === "failed");

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const wrong = wrongs.length > 0 || (!service && body.description === "");
    if (!wrong && !failed) return void sender.send();
    // What is missing is marked by then.
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };
  const isBusy = sender.state === "sending" || sender.state === "uploading";
  const hint = { idle: draft.restored ? t("order.restored") : "", uploading: t("order.uploading"), sending: "" };

  return (
    <Drop uploads={uploads}>
      <form ref={form} className={classes.form} noValidate onSubmit={submit}>
        {places && places.length > 1 && (
          <Framed id={ids.place} label={t("order.place")}>
            <select id={ids.place} value={place?.id} onChange={(event) => setChosen(event.currentTarget.value)}>
              {places.map(({ id, address }) => (
                <option key={id} value={id}>
                  {address}
                </option>
              ))}
            </select>
          </Framed>
        )}
        {places?.length === 1 && place && <p className={classes.where}>{place.address}</p>}
        {questions.map((question) => (
          <QuestionField
            key={question.key}
            question={question}
            value={draft.value.form[question.key]}
            error={errorOf(question.key)}
            onChange={(value) => draft.set({ ...draft.value, form: { ...draft.value.form, [question.key]: value } })}
            onFile={(state) => setFieldFiles((now) => ({ ...now, [question.key]: state }))}
          />
        ))}
        <Framed
          id={ids.text}
          label={t(questions.length > 0 ? "order.more" : "order.what")}
          optional={service !== undefined}
          required={!service}
          error={faults.text && t("order.fault.answer-required")}
        >
          <textarea
            id={ids.text}
            rows={4}
            maxLength={50_000}
            value={text}
            placeholder={t("order.example")}
            aria-invalid={faults.text ? true : undefined}
            onChange={(event) => draft.set({ ...draft.value, text: event.currentTarget.value })}
          />
        </Framed>
        <Attached
          files={files}
          uploads={uploads}
          onRemove={(id) => draft.set({ ...draft.value, files: files.filter((file) => file.id !== id) })}
        />
        <AttachButtons uploads={uploads} />
        <RefusalList error={sender.error} except={questions.flatMap(({ key }) => [`form.${key}`, key])} />
        {checked && failed && (
          <p className={classes.error} role="alert">
            {t("order.failedFiles")}
          </p>
        )}
        <div className={classes.foot}>
          <output className={classes.hint}>
            {sender.state === "waiting" ? t("order.waiting") : hint[sender.state]}
          </output>
          <Button type="submit" size="lg" fullWidth loading={isBusy}>
            {t("order.send")}
          </Button>
        </div>
      </form>
    </Drop>
  );
}
