import { Alert, Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { ConfirmDanger } from "../../../kit/confirm-danger.tsx";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { ConditionEditor } from "../../conditions/condition-editor.tsx";
import { focusWrong, isSame } from "../frame/use-editor.ts";
import { RehearseButton } from "../rehearsal/rehearse-button.tsx";
import { proposedBy } from "./proposed-by.ts";
import type { KindOfRules, Rule, RuleResult } from "./rule-kind.ts";
import classes from "./rules.module.css";
import { useProblemText } from "./use-problem-text.ts";

type Props = {
  of: KindOfRules;
  /** All rules of the kind, in their order. */
  rules: readonly Rule[];
  edited: Rule | "new" | undefined;
  onClose: () => void;
};
const STALE = ["listRules", "listRuleVersions"] as const;

/** The window of a rule, with the parts "If" and "Then" ([O-ROUT-03]). */
export function RuleDialog({ of, rules, edited, onClose }: Props) {
  const { t } = useTranslation(["rulesUi", "common"]);
  return (
    <Modal
      opened={edited !== undefined}
      onClose={onClose}
      size="xl"
      // What was typed is not lost by a click beside the window.
      closeOnClickOutside={false}
      title={edited === "new" ? of.texts.newTitle : t("title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {edited !== undefined && (
        <RuleForm of={of} rules={rules} known={edited === "new" ? undefined : edited} onClose={onClose} />
      )}
    </Modal>
  );
}

type Value = { name: string; condition: string; result: RuleResult };

type FormProps = Pick<Props, "of" | "rules" | "onClose"> & { known: Rule | undefined };

function RuleForm({ of, rules, known, onClose }: FormProps) {
  const { t } = useTranslation(["rulesUi", "settings", "common"]);
  const say = useProblemText();
  const form = useRef<HTMLFormElement>(null);
  const began: Value = known ?? { name: "", condition: "", result: of.start };
  const [value, setValue] = useState<Value>({
    name: began.name,
    condition: began.condition,
    result: began.result,
  });
  const [note, setNote] = useState("");
  const [tried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const [deletes, setDeletes] = useState(false);
  const errors = useFieldErrors(error);
  const create = useAct("createRule", { stale: STALE });
  const update = useAct("updateRule", { stale: STALE });
  const remove = useAct("deleteRule", { stale: STALE });
  const set = (part: Partial<Value>) => setValue((now) => ({ ...now, ...part }));
  const save = async () => {
    setTried(true);
    if (value.name.trim() === "") return focusWrong(form.current);
    setError(undefined);
    const told = note.trim() === "" ? {} : { note };
    try {
      if (known) {
        await update.mutateAsync({
          params: { id: known.id },
          ifMatch: known.version,
          body: {
            ...(value.name === known.name ? {} : { name: value.name }),
            ...(value.condition === known.condition ? {} : { condition: value.condition }),
            ...(isSame(value.result, known.result) ? {} : { result: value.result }),
            ...told,
          },
        });
      } else await create.mutateAsync({ body: { kind: of.kind, ...value, ...told } });
      toast(t("common:saved"));
      onClose();
    } catch (refused) {
      setError(refused);
      setTimeout(() => focusWrong(form.current));
    }
  };
  const nameError = tried && value.name.trim() === "" ? t("settings:required") : errors.name;
  return (
    <>
      <form
        ref={form}
        noValidate
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
        }}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void save();
        }}
      >
        <Stack gap="lg">
          {known && known.problems.length > 0 && !error && (
            <Alert color="yellow" title={t("hasFaults")}>
              {known.problems.map(say).map((text) => (
                <div key={text}>{text}</div>
              ))}
            </Alert>
          )}
          <TextInput
            label={t("settings:name")}
            placeholder={of.texts.nameHint}
            withAsterisk
            data-autofocus
            maxLength={200}
            value={value.name}
            error={nameError}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          <section className={classes.part} aria-labelledby="rule-if">
            <h3 id="rule-if">{t("if")}</h3>
            <p>{t("ifAbout")}</p>
            <ConditionEditor value={value.condition} onChange={(condition) => set({ condition })} />
          </section>
          <section className={classes.part} aria-labelledby="rule-then">
            <h3 id="rule-then">{t("then")}</h3>
            <p>{of.texts.follows}</p>
            <of.Result
              value={value.result}
              names={known?.names ?? {}}
              errors={errors}
              onChange={(result) => set({ result })}
            />
          </section>
          <TextInput
            label={t("note")}
            description={t("noteAbout")}
            maxLength={500}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <RefusalList error={error} except={["name", ...(of.says ?? [])]} />
          <Group justify="flex-end" gap="sm">
            {known && (
              <Button variant="subtle" color="red.9" me="auto" onClick={() => setDeletes(true)}>
                {t("common:action.delete")}
              </Button>
            )}
            <RehearseButton subject={() => ({ kind: of.kind, ...proposedBy(rules, known, value, t("untitled")) })} />
            <Button variant="default" onClick={onClose}>
              {t("common:action.cancel")}
            </Button>
            <Button type="submit" loading={create.isPending || update.isPending}>
              {t(known ? "common:action.save" : "common:action.create")}
            </Button>
          </Group>
        </Stack>
      </form>
      {known && (
        <ConfirmDanger
          opened={deletes}
          onClose={() => setDeletes(false)}
          title={t("delete.title", { name: known.name })}
          action={t("common:action.delete")}
          run={async () => {
            await remove.mutateAsync({ params: { id: known.id } });
            onClose();
          }}
        >
          {t("delete.about")}
        </ConfirmDanger>
      )}
    </>
  );
}
