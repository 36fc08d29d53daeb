import { ActionIcon, Button, SegmentedControl, Textarea, TextInput } from "@mantine/core";
import { Cross2Icon } from "@radix-ui/react-icons";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDraft } from "../../../kit/draft.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { useMay } from "../../../kit/session.ts";
import { sendKeys } from "../../../kit/shortcut-keys.ts";
import { toast } from "../../../kit/toast.tsx";
import { AnswerField } from "./answer-field.tsx";
import { Block, Fact, Facts, Nothing } from "./block.tsx";
import { useCard } from "./card.ts";
import { ChoiceField } from "./choice-field.tsx";
import { changesOf, draftOf, type EditDraft, isKeptEdit, type KeptEdit, namesOf } from "./edit-form.ts";
import { choicesFor, useWritableFields } from "./fields.ts";
import classes from "./information.module.css";
import { OtherPlaces } from "./other-places.tsx";
import { PriorityField } from "./priority-field.tsx";

/** Base data while they are edited: the cross throws the changes away, Save keeps them [H-EDIT-07]. */
export function InformationForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["card", "common"]);
  const { ticket, change, typing } = useCard();
  const [begun] = useState(ticket);
  const kept = useDraft<KeptEdit | null>(`ticket/${ticket.id}/edit`, null, isKeptEdit);
  // What this person saw when he began: what others change meanwhile is told from his own changes by it.
  const base = kept.value?.base ?? begun;
  const draft = kept.value?.values ?? draftOf(base);
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const form = useRef<HTMLFormElement>(null);
  const set = (part: Partial<EditDraft>) => {
    typing();
    kept.set({ base, values: { ...draft, ...part } });
  };
  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input, textarea")?.focus();
  }, []);

  const leave = () => {
    kept.clear();
    onClose();
  };
  const save = async () => {
    const body = changesOf(base, draft);
    if (Object.keys(body).length === 0) return leave();
    setError(undefined);
    try {
      const done = await change.edit(body, { base, names: namesOf(draft) });
      if (done) toast(t("common:saved"));
      leave();
    } catch (refused) {
      setError(refused);
    }
  };
  const shown = [
    "subject",
    "priority",
    "service",
    "serviceType",
    "place",
    "otherPlaces",
    "contact",
    "client",
    "company",
  ];
  return (
    <Block
      title={t("information.title")}
      actions={
        <ActionIcon size={24} aria-label={t("information.discard")} onClick={leave}>
          <Cross2Icon />
        </ActionIcon>
      }
    >
      <form
        ref={form}
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          void save();
        }}
      >
        {kept.restored && <Nothing>{t("information.restored")}</Nothing>}
        <Textarea
          label={t("field.subject")}
          value={draft.subject}
          error={errors.subject}
          maxLength={500}
          withAsterisk
          autosize
          minRows={1}
          onChange={(event) => set({ subject: event.currentTarget.value.replaceAll("\n", " ") })}
        />
        <Textarea
          label={t("field.description")}
          value={draft.description}
          error={errors.description}
          autosize
          minRows={2}
          maxRows={10}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        <ServiceFields draft={draft} set={set} errors={errors} />
        <PriorityField
          value={draft.priority ?? null}
          error={errors.priority}
          onChange={(priority) => set({ priority })}
        />
        <PlaceFields draft={draft} set={set} errors={errors} />
        <ClientFields draft={draft} set={set} errors={errors} />
        <Facts>
          <Fact label={t("field.channel")}>
            {t(`channel.${ticket.channel}`, { defaultValue: ticket.channel ?? "" })}
          </Fact>
        </Facts>
        <Questions draft={draft} set={set} errors={errors} />
        <RefusalList error={error} except={shown} />
        <div className={classes.acts}>
          <Button type="submit" loading={change.busy} title={sendKeys()}>
            {t("common:action.save")}
          </Button>
          <Button variant="default" onClick={leave}>
            {t("common:action.cancel")}
          </Button>
        </div>
      </form>
    </Block>
  );
}

type Part = { draft: EditDraft; set: (part: Partial<EditDraft>) => void; errors: Record<string, string> };

/** The type narrows the services; a service brings its own type. */
function ServiceFields({ draft, set, errors }: Part) {
  const { t } = useTranslation("card");
  return (
    <>
      <ChoiceField
        label={t("field.serviceTypeId")}
        value={draft.serviceType}
        error={errors.serviceType}
        clearable
        where={{ kind: "serviceType" }}
        onChange={(serviceType) => set({ serviceType, service: null, form: {} })}
      />
      <ChoiceField
        label={t("field.serviceId")}
        value={draft.service}
        error={errors.service}
        clearable
        where={{ kind: "service", type: draft.serviceType?.id }}
        onChange={(service, found) => {
          const isOther = service?.id !== draft.service?.id;
          set({ service, ...(found?.type ? { serviceType: found.type } : {}), ...(isOther ? { form: {} } : {}) });
        }}
      />
    </>
  );
}

function PlaceFields({ draft, set, errors }: Part) {
  const { t } = useTranslation("card");
  return (
    <>
      <ChoiceField
        label={t("field.site")}
        value={draft.site}
        error={errors.place}
        clearable
        where={{ kind: "site" }}
        onChange={(chosen) => set({ site: chosen, unit: null })}
      />
      <ChoiceField
        label={t("field.unit")}
        value={draft.unit}
        clearable
        disabled={!draft.site}
        where={{ kind: "unit", site: draft.site?.id }}
        onChange={(unit) => set({ unit })}
      />
      <OtherPlaces draft={draft} set={set} error={errors.otherPlaces} />
    </>
  );
}

/** A client who is known, or name and telephone of one who is not registered. */
function ClientFields({ draft, set, errors }: Part) {
  const { t } = useTranslation("card");
  const may = useMay();
  const place = draft.unit?.id ?? draft.site?.id;
  const { unregistered } = draft;
  const write = (part: Partial<NonNullable<EditDraft["unregistered"]>>) =>
    unregistered && set({ unregistered: { ...unregistered, ...part } });
  return (
    <>
      <SegmentedControl
        aria-label={t("client.title")}
        value={unregistered ? "new" : "known"}
        data={[
          { value: "known", label: t("client.known") },
          { value: "new", label: t("client.notRegistered") },
        ]}
        onChange={(kind) =>
          set(
            kind === "new"
              ? { unregistered: { name: "", phone: "", email: "" }, contact: null }
              : { unregistered: null },
          )
        }
      />
      {unregistered ? (
        <fieldset className={classes.client} aria-label={t("client.unregistered")}>
          <TextInput
            label={t("client.name")}
            value={unregistered.name}
            error={errors["client.name"] ?? errors.client}
            withAsterisk
            onChange={(event) => write({ name: event.currentTarget.value })}
          />
          <TextInput
            label={t("client.phone")}
            type="tel"
            value={unregistered.phone}
            error={errors["client.phone"]}
            onChange={(event) => write({ phone: event.currentTarget.value })}
          />
          <TextInput
            label={t("client.email")}
            type="email"
            value={unregistered.email}
            error={errors["client.email"]}
            onChange={(event) => write({ email: event.currentTarget.value })}
          />
        </fieldset>
      ) : (
        <ChoiceField
          label={t("client.title")}
          value={draft.contact}
          error={errors.contact}
          clearable
          where={{ kind: "contact", place }}
          onChange={(contact) => set({ contact })}
        />
      )}
      {(draft.company || may("section.companies")) && (
        <ChoiceField
          label={t("field.companyId")}
          value={draft.company}
          error={errors.company}
          clearable
          where={{ kind: "company" }}
          onChange={(company) => set({ company })}
        />
      )}
    </>
  );
}

/** The questions of the service and the workspace's own fields. */
function Questions({ draft, set, errors }: Part) {
  const service = draft.service?.id;
  const { data } = useRoute("getService", { params: { id: service ?? "" } }, { enabled: service !== undefined });
  const fields = useWritableFields(draft.serviceType?.id);
  return (
    <>
      {service !== undefined &&
        (data?.form ?? []).map((element) => (
          <AnswerField
            key={element.key}
            question={element}
            value={draft.form[element.key]}
            error={errors[`form.${element.key}`]}
            onChange={(value) => set({ form: { ...draft.form, [element.key]: value } })}
          />
        ))}
      {fields.map((field) => (
        <AnswerField
          key={field.key}
          question={{
            ...field,
            label: textOf(field.name),
            options: choicesFor(field.choices, draft.custom[field.key]),
          }}
          value={draft.custom[field.key]}
          error={errors[`custom.${field.key}`]}
          onChange={(value) => set({ custom: { ...draft.custom, [field.key]: value } })}
        />
      ))}
    </>
  );
}
