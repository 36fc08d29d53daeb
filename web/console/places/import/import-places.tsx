import { Button, Textarea } from "@mantine/core";
import { FileTextIcon } from "@radix-ui/react-icons";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { Page } from "../../settings/frame/page.tsx";
import { Section } from "../../settings/frame/section.tsx";
import classes from "./import.module.css";
import { ImportOutcome } from "./import-outcome.tsx";
import { readTableFile } from "./read-file.ts";

type Outcome = Answer<"importPlaces">;
/** What the API takes, characters. */
const MOST = 5_000_000;

/** Sites, units and residents of a table: pasted or from a file, tried first and then done. */
export function ImportPlaces({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(["placesUi", "common", "settingsRefusal"]);
  const [text, setText] = useState("");
  /** What a trial of a text has shown; another text has to be tried anew. */
  const [tried, setTried] = useState<{ text: string; outcome: Outcome }>();
  const [done, setDone] = useState<Outcome>();
  const [isOver, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const run = useAct("importPlaces");
  const load = useAct("importPlaces", { stale: ["listPlaces", "getPlace", "listContacts"] });
  const outcome = tried?.text === text ? tried.outcome : undefined;
  const good = outcome ? outcome.rows - new Set(outcome.errors.map(({ row }) => row)).size : 0;

  const change = (next: string) => {
    setText(next);
    setDone(undefined);
    run.reset();
    load.reset();
  };
  const take = async (chosen: File | undefined) => {
    if (!chosen) return;
    change(await readTableFile(chosen));
  };
  const check = () =>
    run.mutate({ body: { text, dryRun: true } }, { onSuccess: (answer) => setTried({ text, outcome: answer }) });
  const save = () =>
    load.mutate(
      { body: { text } },
      {
        onSuccess: (answer) => {
          setDone(answer);
          setTried(undefined);
          toast(t("import.done"));
        },
      },
    );
  return (
    <div className={classes.outer}>
      <Page title={t("import.title")} about={t("import.about")} back={{ to: "/places", label: t("title") }} wide>
        <div className={classes.parts}>
          <Section title={t("import.table")} about={t("import.tableAbout")}>
            {/* Dragging is an addition for the mouse: the button does the same. */}
            {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
            <div
              className={classes.drop}
              data-over={isOver || undefined}
              onDragOver={(event) => {
                event.preventDefault();
                setOver(true);
              }}
              onDragLeave={() => setOver(false)}
              onDrop={(event) => {
                event.preventDefault();
                setOver(false);
                void take(event.dataTransfer.files[0]);
              }}
            >
              <Textarea
                label={t("import.paste")}
                placeholder={t("import.sample")}
                autosize
                minRows={8}
                maxRows={16}
                maxLength={MOST}
                classNames={{ input: classes.text ?? "" }}
                spellCheck={false}
                value={text}
                onChange={(event) => change(event.currentTarget.value)}
              />
            </div>
            <div className={classes.tools}>
              <Button variant="default" leftSection={<FileTextIcon />} onClick={() => file.current?.click()}>
                {t("import.file")}
              </Button>
              <input
                ref={file}
                type="file"
                hidden
                accept=".csv,.tsv,.txt,text/csv,text/plain"
                aria-label={t("import.file")}
                onChange={(event) => {
                  void take(event.currentTarget.files?.[0]);
                  event.currentTarget.value = "";
                }}
              />
              <Button variant="subtle" onClick={() => change(t("import.sample"))}>
                {t("import.takeSample")}
              </Button>
              <span className={classes.push} />
              <Button
                variant={outcome ? "default" : "filled"}
                disabled={text.trim() === ""}
                loading={run.isPending}
                onClick={check}
              >
                {t("import.check")}
              </Button>
            </div>
            <RefusalList error={run.error} />
          </Section>
          {outcome && (
            <Section title={t("import.would")} about={t("import.wouldAbout", { count: outcome.rows })}>
              <ImportOutcome outcome={outcome} />
              <RefusalList error={load.error} />
              <div>
                <Button disabled={good === 0 || isNothing(outcome)} loading={load.isPending} onClick={save}>
                  {isNothing(outcome) ? t("import.nothing") : t("import.run", { count: good })}
                </Button>
              </div>
            </Section>
          )}
          {done && (
            <Section title={t("import.result")}>
              <ImportOutcome outcome={done} />
              <div>
                <Button onClick={onClose}>{t("import.toTree")}</Button>
              </div>
            </Section>
          )}
        </div>
      </Page>
    </div>
  );
}

const isNothing = ({ created }: Outcome): boolean => created.places + created.contacts + created.occupancies === 0;
