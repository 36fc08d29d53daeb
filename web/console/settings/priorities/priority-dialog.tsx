import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { COLOURS, type Colour } from "../../../../core/process/process.ts";
import type { Answer } from "../../../kit/api.ts";
import { isLanguage, LANGUAGES, type Language } from "../../../kit/languages.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { StatusDot } from "../../../kit/status.tsx";
import { toast } from "../../../kit/toast.tsx";
import { Option, Two } from "../frame/section.tsx";
import classes from "./priorities.module.css";

export type Priority = Answer<"listPriorities">["items"][number];
/** What is stale after a change of priorities. */
export const STALE = ["listPriorities", "listFields"] as const;

const KEYS: readonly Language[] = Object.keys(LANGUAGES).filter(isLanguage);

type Props = { edited: Priority | "new" | undefined; onClose: () => void };

/** What a priority is called in each language, and its colour. */
export function PriorityDialog({ edited, onClose }: Props) {
  const { t } = useTranslation(["fieldsUi", "common"]);
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      title={t(edited === "new" ? "priority.newTitle" : "priority.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {edited !== undefined && <PriorityForm known={edited === "new" ? undefined : edited} onClose={onClose} />}
    </Modal>
  );
}

function PriorityForm({ known, onClose }: { known: Priority | undefined; onClose: () => void }) {
  const { t } = useTranslation(["fieldsUi", "deskUi", "common"]);
  const [names, setNames] = useState<Partial<Record<string, string>>>(known?.name ?? {});
  const [colour, setColour] = useState<Colour>(COLOURS.find((one) => one === known?.colour) ?? "grey");
  const [active, setActive] = useState(known?.active ?? true);
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const create = useAct("createPriority", { stale: STALE });
  const update = useAct("updatePriority", { stale: STALE });
  const remove = useAct("deletePriority", { stale: STALE });
  const name = Object.fromEntries(
    KEYS.flatMap((language) => {
      const text = names[language]?.trim();
      return text ? [[language, text]] : [];
    }),
  );
  const isNamed = Object.keys(name).length > 0;
  const run = async (work: Promise<unknown>) => {
    setError(undefined);
    try {
      await work;
      toast(t("common:saved"));
      onClose();
    } catch (refused) {
      setError(refused);
    }
  };
  const save = () =>
    known
      ? update.mutateAsync({ params: { key: known.key }, body: { name, colour, active } })
      : create.mutateAsync({ body: { name, colour } });
  const nameIn = (language: Language) => (
    <TextInput
      key={language}
      label={LANGUAGES[language]}
      value={names[language] ?? ""}
      error={language === "ru" ? errors.name : undefined}
      maxLength={100}
      data-autofocus={language === "ru" || undefined}
      onChange={(event) => setNames({ ...names, [language]: event.currentTarget.value })}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isNamed) void run(save());
      }}
    >
      <Stack>
        <Two>{KEYS.map(nameIn)}</Two>
        <fieldset className={classes.colours}>
          <legend>{t("priority.colour")}</legend>
          {COLOURS.map((one) => (
            <label key={one} className={classes.colour}>
              <input type="radio" name="colour" checked={colour === one} onChange={() => setColour(one)} />
              <StatusDot colour={one} />
              {t(`colour.${one}`)}
            </label>
          ))}
        </fieldset>
        {known && (
          <Option
            label={t("priority.active")}
            about={t("priority.activeAbout")}
            checked={active}
            onChange={setActive}
          />
        )}
        <RefusalList error={error} except={["name"]} />
        <Group justify="flex-end" gap="sm">
          {known && (
            <Button
              variant="subtle"
              color="red.9"
              me="auto"
              loading={remove.isPending}
              onClick={() => void run(remove.mutateAsync({ params: { key: known.key } }))}
            >
              {t("common:action.delete")}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={!isNamed} loading={create.isPending || update.isPending}>
            {t(known ? "common:action.save" : "common:action.add")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
