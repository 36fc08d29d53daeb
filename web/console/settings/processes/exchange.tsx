import { Button, FileButton, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Process } from "../../../../core/process/process.ts";
import { type Answer, send } from "../../../kit/api.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { Page } from "../frame/page.tsx";
import { Section, Sections } from "../frame/section.tsx";
import { DifferenceList, shown } from "./difference-list.tsx";
import classes from "./process.module.css";
import { STALE } from "./use-process-editor.ts";

type Item = Answer<"previewImport">["items"][number];

/** Processes, fields and rules as one text file: out, and in again with the differences first ([B-PROC-04]). */
export function Exchange() {
  const { t } = useTranslation(["processUi", "settings"]);
  return (
    <Page
      title={t("exchange.title")}
      about={t("exchange.about")}
      back={{ to: "/settings/processes", label: t("settings:page.processes.title") }}
    >
      <Sections>
        <Export />
        <Import />
      </Sections>
    </Page>
  );
}

function Export() {
  const { t } = useTranslation("processUi");
  const fault = useFaultToast();
  const download = async () => {
    const { name, text } = await send("exportConfiguration", {});
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = name;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <Section title={t("exchange.export")} about={t("exchange.exportAbout")}>
      <div>
        <Button variant="default" onClick={() => void download().catch(fault)}>
          {t("exchange.download")}
        </Button>
      </div>
    </Section>
  );
}

function Import() {
  const { t } = useTranslation(["processUi", "refusal"]);
  const [text, setText] = useState("");
  const preview = useAct("previewImport");
  const apply = useAct("importConfiguration", {
    stale: [...STALE, "listFields", "listRules", "listServiceTypes"],
    onSuccess: () => {
      toast(t("exchange.done"));
      setText("");
      preview.reset();
    },
  });
  const look = (given: string) => {
    setText(given);
    apply.reset();
    preview.mutate({ body: { text: given } });
  };
  const items = preview.data?.items;
  const changed = items?.filter(({ change, faults }) => change !== "same" || faults.length > 0) ?? [];
  const isFaulty = changed.some(({ faults }) => faults.length > 0);
  return (
    <Section title={t("exchange.import")} about={t("exchange.importAbout")}>
      <div>
        <FileButton
          accept="application/json,.json,.txt"
          onChange={(file) => void file?.text().then((given) => look(given))}
        >
          {(props) => (
            <Button {...props} variant="default" loading={preview.isPending}>
              {t("exchange.choose")}
            </Button>
          )}
        </FileButton>
      </div>
      <Textarea
        className={classes.text ?? ""}
        label={t("exchange.paste")}
        rows={6}
        wrap="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          preview.reset();
        }}
      />
      {!items && (
        <div>
          <Button
            variant="default"
            disabled={text.trim() === ""}
            loading={preview.isPending}
            onClick={() => look(text)}
          >
            {t("exchange.look")}
          </Button>
        </div>
      )}
      <RefusalList error={preview.error ?? apply.error} />
      {items && (
        <Stack>
          {changed.length === 0 && <p className={classes.soft}>{t("exchange.same")}</p>}
          {changed.map((item) => (
            <Change key={`${item.part}/${item.key}`} item={item} inFile={processesIn(text)} />
          ))}
          {changed.length > 0 && (
            <Group>
              <Button disabled={isFaulty} loading={apply.isPending} onClick={() => apply.mutate({ body: { text } })}>
                {t("exchange.apply")}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Section>
  );
}

/** One thing of the file: `inFile` are the processes as they stand there, for the names of their statuses and moves. */
function Change({ item, inFile }: { item: Item; inFile: readonly Process[] }) {
  const { part, name, key, change, differences, faults } = item;
  const { t } = useTranslation(["processUi", "refusal"]);
  const { data } = useRoute("listProcesses", {});
  const isProcess = part === "process" && differences.length > 0;
  const before = isProcess ? data?.items.find((one) => one.key === key)?.definition : undefined;
  const after = isProcess ? inFile.find((one) => one.key === key) : undefined;
  return (
    <div>
      <div className={classes.thingHead}>
        <span className={classes.moveName}>
          {t(`exchange.part.${part}`)}: {name || key}
        </span>
        <span className={classes.mark}>{t(`exchange.change.${change}`)}</span>
      </div>
      {faults.length > 0 && (
        <ul className={classes.faults} role="alert">
          {faults.map(({ code, at, text, params = {} }) => (
            <li key={`${code} ${at}`}>
              <span aria-hidden>!</span>
              <span>
                {t(`fault.${code}`, {
                  defaultValue: t(`refusal:${code}`, { defaultValue: text, ...params }),
                  ...params,
                })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {before && after ? (
        <DifferenceList differences={differences} before={before} after={after} />
      ) : (
        <ul className={classes.differences}>
          {differences.map(({ at, kind, before, after }) => (
            <li key={`${at} ${kind}`} data-kind={kind}>
              <span className={classes.moveName}>{t(`exchange.at.${at}`, { defaultValue: at })}</span>
              <span className={classes.soft}>
                {kind === "changed" ? `${shown(before)} → ${shown(after)}` : t(`difference.${kind}`)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The processes of a file that the server has read already. */
function processesIn(text: string): readonly Process[] {
  try {
    const { processes }: { processes?: Process[] } = JSON.parse(text);
    return processes ?? [];
  } catch {
    // It was changed since and is no file now; the differences of the one before are still told, by their keys.
    return [];
  }
}
