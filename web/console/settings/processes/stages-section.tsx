import { ActionIcon, Button, MultiSelect, NativeSelect } from "@mantine/core";
import { PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Handover, Process, Stage } from "../../../../core/process/process.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { Option, Section, Two } from "../frame/section.tsx";
import { Sortable } from "../frame/sortable.tsx";
import { RefSelect } from "../pick/ref-select.tsx";
import { freeKey } from "../services/element-key.ts";
import { FaultsOf } from "./fault-list.tsx";
import classes from "./process.module.css";
import { TextsField } from "./texts-field.tsx";
import type { ProcessEditor } from "./use-process-editor.ts";

const stagesOf = ({ stages = {} }: Process) =>
  Object.entries(stages).map(([key, { name }]) => ({ value: key, label: textOf(name) || key }));

/** The way from team to team: its stages, who answers in each, and the steps between them ([P-ROUTE-01], [P-ROUTE-02]). */
export function StagesSection({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const { process, change } = of;
  const { stages = {}, handovers = [] } = process;
  const put = (next: Record<string, Stage>, ways: readonly Handover[] = handovers) =>
    change({
      ...process,
      stages: Object.keys(next).length > 0 ? next : undefined,
      handovers: ways.length > 0 ? [...ways] : undefined,
    });
  const addStage = () => {
    const word = t("stage.new");
    const key = freeKey(word, new Set(Object.keys(stages)));
    put({ ...stages, [key]: { name: { en: word, ru: word } } });
  };
  const removeStage = (key: string) => {
    const { [key]: _, ...rest } = stages;
    const ways = handovers
      .filter(({ to }) => to !== key)
      .map((way) => ({ ...way, from: way.from.filter((one) => one !== key) }))
      .filter(({ from }) => from.length > 0);
    put(rest, ways);
  };
  const addWay = () => {
    const [first, second] = Object.keys(stages);
    if (first === undefined || second === undefined) return;
    const used = new Set(handovers.map(({ key }) => key));
    const label = stages[second]?.name ?? { en: second, ru: second };
    put(stages, [...handovers, { key: freeKey(second, used), from: [first], to: second, label }]);
  };
  return (
    <Section title={t("part.stages")} about={t("part.stagesAbout")}>
      <Sortable
        label={t("part.stages")}
        items={Object.entries(stages)}
        keyOf={([key]) => key}
        nameOf={([key, { name }]) => textOf(name) || key}
        onOrder={(order) => put(Object.fromEntries(order))}
        draw={([key, stage]) => (
          <StageFields
            of={of}
            place={key}
            stage={stage}
            onChange={(next) => put({ ...stages, [key]: next })}
            onRemove={() => removeStage(key)}
          />
        )}
      />
      <div>
        <Button variant="default" leftSection={<PlusIcon />} onClick={addStage}>
          {t("stage.add")}
        </Button>
      </div>
      {handovers.map((way, index) => (
        <WayFields
          key={way.key}
          of={of}
          index={index}
          way={way}
          onChange={(next) =>
            put(
              stages,
              handovers.map((one, at) => (at === index ? next : one)),
            )
          }
          onRemove={() =>
            put(
              stages,
              handovers.filter((_, at) => at !== index),
            )
          }
        />
      ))}
      {Object.keys(stages).length > 1 && (
        <div>
          <Button variant="default" leftSection={<PlusIcon />} onClick={addWay}>
            {t("stage.addWay")}
          </Button>
        </div>
      )}
    </Section>
  );
}

function StageFields(props: {
  of: ProcessEditor;
  place: string;
  stage: Stage;
  onChange: (stage: Stage) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("processUi");
  const { of, stage, onChange } = props;
  const names = useNamesOf("team", stage.team ? [stage.team] : []);
  return (
    <div className={classes.fields}>
      <FaultsOf faults={of.faultsAt(`stages.${props.place}`)} process={of.process} />
      <div className={classes.line}>
        <Two>
          <TextsField
            label={t("stage.name")}
            value={stage.name}
            required
            onChange={(name) => onChange({ ...stage, name })}
          />
          <RefSelect
            kind="team"
            label={t("stage.team")}
            value={stage.team ? { id: stage.team, name: names.get(stage.team) ?? "…" } : null}
            onChange={(team) => {
              const { team: _, ...rest } = stage;
              onChange(team ? { ...rest, team: team.id } : rest);
            }}
          />
        </Two>
        <ActionIcon aria-label={t("stage.remove", { name: textOf(stage.name) })} onClick={props.onRemove}>
          <TrashIcon />
        </ActionIcon>
      </div>
      <Option
        label={t("stage.ended")}
        checked={stage.ended === true}
        onChange={(on) => {
          const { ended: _, ...rest } = stage;
          onChange(on ? { ...rest, ended: true } : rest);
        }}
      />
    </div>
  );
}

function WayFields(props: {
  of: ProcessEditor;
  index: number;
  way: Handover;
  onChange: (way: Handover) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation("processUi");
  const { of, way, onChange } = props;
  const stages = stagesOf(of.process);
  return (
    <div className={classes.fields}>
      <FaultsOf faults={of.faultsAt(`handovers[${props.index}]`)} process={of.process} />
      <div className={classes.line}>
        <Two>
          <TextsField
            label={t("move.label")}
            value={way.label}
            required
            onChange={(label) => onChange({ ...way, label })}
          />
          <MultiSelect
            searchable
            label={t("stage.from")}
            data={stages.filter(({ value }) => value !== way.to)}
            value={way.from}
            onChange={(from) => onChange({ ...way, from })}
          />
          <NativeSelect
            label={t("stage.to")}
            value={way.to}
            data={stages}
            onChange={({ currentTarget: { value } }) => onChange({ ...way, to: value })}
          />
        </Two>
        <ActionIcon aria-label={t("stage.removeWay", { name: textOf(way.label) })} onClick={props.onRemove}>
          <TrashIcon />
        </ActionIcon>
      </div>
    </div>
  );
}
