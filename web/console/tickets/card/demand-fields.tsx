import { Button, CloseButton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FileDrop, UploadList, useFilePicker } from "../../../kit/file-drop.tsx";
import { textOf } from "../../../kit/i18n.ts";
import { PaperclipIcon } from "../../../kit/icons.tsx";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { MOST_FILES, useUpload } from "../../../kit/upload.ts";
import { AnswerField } from "./answer-field.tsx";
import { useCard } from "./card.ts";
import documents from "./documents.module.css";
import { choicesFor, useWords, useWritableFields } from "./fields.ts";
import classes from "./manage.module.css";
import people from "./people.module.css";
import { type Candidate, PeoplePicker } from "./people-picker.tsx";
import { useAttach } from "./use-attach.ts";

type Props = { value: readonly string[]; onChange: (ids: string[]) => void; error: string | undefined };

export function AssigneeDemand(props: Props) {
  const { ticket } = useCard();
  return <PeopleDemand {...props} part="assignee" may={ticket.can.assign === true} most={ticket.maxAssignees ?? 1} />;
}

export function ControllerDemand(props: Props) {
  const { ticket } = useCard();
  return <PeopleDemand {...props} part="controller" may={ticket.can.controllers === true} most={5} />;
}

/** Somebody must be named before the move; who may not name anybody learns who can. */
function PeopleDemand(props: Props & { part: "assignee" | "controller"; may: boolean; most: number }) {
  const { t } = useTranslation(["card", "common"]);
  const [chosen, setChosen] = useState<readonly Candidate[]>([]);
  if (!props.may) return <p className={classes.soft}>{t(`demand.${props.part}Missing`)}</p>;
  const change = (next: readonly Candidate[]) => {
    setChosen(next);
    props.onChange(next.map(({ id }) => id));
  };
  return (
    <div className={people.row}>
      {chosen.length > 0 && (
        <ul className={people.chips}>
          {chosen.map((person) => (
            <li key={person.id} className={people.chip}>
              {person.name}
              <CloseButton
                size="xs"
                aria-label={`${t("common:action.remove")}: ${person.name}`}
                onClick={() => change(chosen.filter(({ id }) => id !== person.id))}
              />
            </li>
          ))}
        </ul>
      )}
      {chosen.length < props.most && (
        <PeoplePicker
          part={props.part}
          label={t(`people.${props.part}`)}
          except={props.value}
          error={props.error}
          onPick={(person) => change([...chosen, person])}
        />
      )}
    </div>
  );
}

/** A document must be on the card before the move [H-DOC-07]. */
export function DocumentDemand({ error }: { error: string | undefined }) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const uploads = useUpload({ already: ticket.documents?.length ?? 0, most: MOST_FILES });
  const pick = useFilePicker(uploads);
  const refused = useAttach(ticket.id, uploads);
  return (
    <FileDrop uploads={uploads}>
      <button type="button" className={documents.zone} onClick={pick.open} data-first>
        <PaperclipIcon />
        {t("demand.document")}
      </button>
      {pick.input}
      <UploadList uploads={uploads} />
      <RefusalList error={refused} />
      {error && <p className={classes.earlier}>{error}</p>}
    </FileDrop>
  );
}

/**
 * A field must be filled in before the move: one of the workspace's own here and now ([C-ONS-10]), base data where they
 * are edited.
 */
export function FieldDemand(props: {
  field: string;
  value: unknown;
  onChange: (value: unknown) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation("card");
  const { ticket, ask } = useCard();
  const words = useWords(ticket);
  const { field } = props;
  const own = useWritableFields(ticket.serviceType?.id).find(({ key }) => field === `custom.${key}`);
  if (own) {
    const options = choicesFor(own.choices, props.value);
    return <AnswerField {...props} question={{ ...own, label: textOf(own.name), options, required: true }} />;
  }
  return (
    <div className={classes.row}>
      <span>{t("demand.field", { field: words.field(field) })}</span>
      <Button size="compact-sm" variant="default" onClick={() => ask("edit")} data-first>
        {t("demand.fillIn")}
      </Button>
    </div>
  );
}
