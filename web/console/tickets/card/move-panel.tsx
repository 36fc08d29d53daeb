import { Button, Checkbox, Group, Textarea } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { useCard } from "./card.ts";
import { AssigneeDemand, ControllerDemand, DocumentDemand, FieldDemand } from "./demand-fields.tsx";
import { DayInput } from "./lazy-day-input.tsx";
import classes from "./manage.module.css";
import { demandOf, type Offer } from "./offers.ts";

/** Years that a resume date may lie ahead [H-SUSP-02]. */
const RESUME_YEARS = 2;
const SHOWN = ["comment", "resumeAt", "reasons", "assignees", "controllers", "documents"];

/** The fields of a move in the place of its button: focus in the first, Ctrl+Enter does it, Escape leaves it. */
export function MovePanel({ offer }: { offer: Offer }) {
  const { t } = useTranslation(["card", "common"]);
  const { change, comment, moves } = useCard();
  const form = useRef<HTMLFormElement>(null);
  const [people, setPeople] = useState<Record<"assignees" | "controllers", string[]>>({
    assignees: [],
    controllers: [],
  });
  const [resumeAt, setResumeAt] = useState<string | null>(null);
  const [reasons, setReasons] = useState<string[]>([]);
  const [fields, setFields] = useState<Record<string, unknown>>({});
  const [words, setWords] = useState("");
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const asks = (kind: string) => demandOf(offer, kind);
  const needs = (kind: string) => {
    const demand = asks(kind);
    return demand?.required === true && !demand.met;
  };
  // The comment of a cancellation with reasons is its own and leaves the one for colleagues alone.
  const hasReasons = asks("reasons") !== undefined;

  // What stands in the field was written for another change; typing replaces it.
  const isLeft = comment.changed === null && comment.value !== "";

  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>("input:not([type=hidden]), textarea, button[data-first]");
    // Where the panel opens with a sheet, the sheet looks for this mark before it takes the focus itself.
    first?.setAttribute("data-autofocus", "");
    first?.focus();
    if (first instanceof HTMLTextAreaElement) first.select();
  }, []);

  const submit = async () => {
    setError(undefined);
    const named = Object.fromEntries(
      (["assignees", "controllers"] as const).flatMap((role) =>
        people[role].length > 0 ? [[role, people[role]]] : [],
      ),
    );
    try {
      if (Object.keys(named).length > 0) await change.assign(named);
      if (Object.keys(fields).length > 0) await change.edit({ custom: fields });
    } catch (fault) {
      return setError(fault);
    }
    await moves.run(
      offer,
      {
        ...(asks("resumeAt") ? { resumeAt } : {}),
        ...(hasReasons ? { reasons, comment: words } : {}),
      },
      setError,
    );
  };
  return (
    <form
      ref={form}
      className={classes.panel}
      aria-label={textOf(offer.label)}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      onKeyDown={(event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          void submit();
        }
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        moves.open(undefined);
      }}
    >
      <h3 className={classes.panelTitle}>{textOf(offer.label)}</h3>
      {needs("assignee") && (
        <AssigneeDemand
          value={people.assignees}
          onChange={(assignees) => setPeople({ ...people, assignees })}
          error={errors.assignees}
        />
      )}
      {needs("controller") && (
        <ControllerDemand
          value={people.controllers}
          onChange={(controllers) => setPeople({ ...people, controllers })}
          error={errors.controllers}
        />
      )}
      {hasReasons && <Reasons value={reasons} onChange={setReasons} error={errors.reasons} />}
      {needs("document") && <DocumentDemand error={errors.documents} />}
      {offer.demands
        .filter(({ kind, required, met }) => kind === "field" && required && !met)
        .map(({ field = "" }) => (
          <FieldDemand
            key={field}
            field={field}
            value={fields[keyOf(field)]}
            error={errors[field]}
            onChange={(value) => setFields({ ...fields, [keyOf(field)]: value })}
          />
        ))}
      {hasReasons ? (
        <ReasonWords reasons={reasons} value={words} onChange={setWords} error={errors.comment} />
      ) : (
        <Textarea
          label={t("manage.comment")}
          description={
            isLeft ? <span className={classes.earlier}>{t("manage.commentEarlier")}</span> : t("manage.commentWhy")
          }
          withAsterisk={asks("comment")?.required === true}
          value={comment.value}
          error={errors.comment}
          onChange={(event) => comment.set(event.currentTarget.value)}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5_000}
        />
      )}
      {asks("resumeAt") && (
        <DayInput
          label={t("manage.resumeAt")}
          value={resumeAt}
          onChange={setResumeAt}
          error={errors.resumeAt}
          required={needs("resumeAt")}
          aheadYears={RESUME_YEARS}
        />
      )}
      <RefusalList error={error} except={[...SHOWN, ...offer.demands.flatMap(({ field }) => field ?? [])]} />
      <Group gap="sm">
        <Button type="submit" loading={change.busy} title={sendKeys()} data-first>
          {textOf(offer.label)}
        </Button>
        <Button variant="default" onClick={() => moves.open(undefined)}>
          {t("manage.leave")}
        </Button>
      </Group>
    </form>
  );
}

const keyOf = (field: string) => field.replace(/^custom\./, "");

type Error = string | undefined;

/** Why it is called off: one reason or several [H-CANC-03]. */
function Reasons(props: { value: string[]; onChange: (reasons: string[]) => void; error: Error }) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const offered = ticket.cancelReasonsOffered ?? [];
  if (offered.length === 0) return null;
  return (
    <Checkbox.Group
      label={t("manage.reasons")}
      size="xs"
      withAsterisk
      value={props.value}
      onChange={props.onChange}
      error={props.error}
    >
      <div style={{ display: "grid", gap: 6, padding: "6px 0" }}>
        {offered.map((reason) => (
          <Checkbox key={reason} value={reason} label={reason} />
        ))}
      </div>
    </Checkbox.Group>
  );
}

/** "Other" says nothing without words [H-CANC-04]. */
function ReasonWords(props: { reasons: string[]; value: string; onChange: (text: string) => void; error: Error }) {
  const { t } = useTranslation("card");
  const { cancelReasonOther: other } = useCard().ticket;
  return (
    <Textarea
      label={t("manage.reasonWords")}
      withAsterisk={other !== undefined && props.reasons.includes(other)}
      value={props.value}
      error={props.error && t("manage.reasonWordsNeeded")}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={5_000}
    />
  );
}
