import { Button, MultiSelect, NativeSelect } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { orderStatuses } from "../../../../core/process/edit.ts";
import type { Process } from "../../../../core/process/process.ts";
import { textOf } from "../../../kit/i18n.ts";
import { StatusPill } from "../../../kit/status.tsx";
import { Option, Section, Sections, Two } from "../frame/section.tsx";
import { Sortable } from "../frame/sortable.tsx";
import { AddMove } from "./add-move.tsx";
import { AddStatus } from "./add-status.tsx";
import { statusChoices, statusName } from "./choices.ts";
import { FaultsOf } from "./fault-list.tsx";
import { LeaseSection } from "./lease-fields.tsx";
import { MoveForm } from "./move-form.tsx";
import classes from "./process.module.css";
import { ReactionForm } from "./reaction-form.tsx";
import { StagesSection } from "./stages-section.tsx";
import { StartChoices } from "./start-choices.tsx";
import { StartFields } from "./start-fields.tsx";
import { StatusForm } from "./status-form.tsx";
import { TextsField } from "./texts-field.tsx";
import type { ProcessEditor, Selected } from "./use-process-editor.ts";

/** The process as a form: its statuses in their order, steps, automatic steps and clocks; each opens in its place. */
export function FormView({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const { process, change } = of;
  return (
    <Sections>
      <Section title={t("part.main")}>
        <Two>
          <TextsField
            label={t("name")}
            value={process.name}
            required
            onChange={(name) => change({ ...process, name })}
          />
          <NativeSelect
            label={t("responsible.label")}
            value={process.responsible ?? "both"}
            data={(["both", "either"] as const).map((one) => ({ value: one, label: t(`responsible.${one}`) }))}
            onChange={({ currentTarget: { value } }) =>
              change({ ...process, responsible: value === "either" ? "either" : "both" })
            }
          />
        </Two>
        <StartFields of={of} />
        <StartChoices of={of} />
      </Section>
      <Statuses of={of} />
      <Moves of={of} />
      <Reactions of={of} />
      <StagesSection of={of} />
      <LeaseSection of={of} />
      <Clocks of={of} />
    </Sections>
  );
}

/** A line that opens what belongs to it. */
function Line(props: { of: ProcessEditor; thing: Selected; place: string; head: ReactNode; children: ReactNode }) {
  const { of, thing } = props;
  const isOpen = JSON.stringify(of.selected) === JSON.stringify(thing);
  const faults = of.faultsAt(props.place);
  return (
    <div className={classes.thing} data-open={isOpen || undefined} data-wrong={faults.length > 0 || undefined}>
      <button
        type="button"
        className={classes.thingHead}
        aria-expanded={isOpen}
        onClick={() => of.select(isOpen ? undefined : thing)}
      >
        {props.head}
      </button>
      {isOpen ? props.children : <FaultsOf faults={faults} process={of.process} />}
    </div>
  );
}

function Statuses({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation(["processUi", "deskUi"]);
  const [adding, setAdding] = useState(false);
  const { process, change } = of;
  const keys = Object.keys(process.statuses);
  return (
    <Section title={t("part.statuses")} about={t("part.statusesAbout")}>
      <Sortable
        label={t("part.statuses")}
        items={keys}
        keyOf={(key) => key}
        nameOf={(key) => statusName(process, key)}
        onOrder={(order) => change(orderStatuses(process, order))}
        draw={(key) => {
          const status = process.statuses[key];
          if (!status) return null;
          return (
            <Line
              of={of}
              thing={{ kind: "status", key }}
              place={`statuses.${key}`}
              head={
                <>
                  <StatusPill status={status} />
                  <span className={classes.soft}>{t(`deskUi:process.category.${status.category}`)}</span>
                  {status.locked && <span className={classes.mark}>{t("status.system")}</span>}
                  {key === process.start && <span className={classes.mark}>{t("status.first")}</span>}
                </>
              }
            >
              <StatusForm of={of} status={key} />
            </Line>
          );
        }}
      />
      <div>
        <Button variant="default" leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
          {t("status.add")}
        </Button>
      </div>
      <AddStatus of={of} opened={adding} onClose={() => setAdding(false)} />
    </Section>
  );
}

function Moves({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const [adding, setAdding] = useState(false);
  const { process } = of;
  return (
    <Section title={t("part.moves")} about={t("part.movesAbout")}>
      <div className={classes.things}>
        {process.moves.map((move, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a move has nothing but its place to be told by
            key={index}
            of={of}
            thing={{ kind: "move", index }}
            place={`moves[${index}]`}
            head={
              <>
                <span className={classes.moveName}>{textOf(move.label)}</span>
                <span className={classes.soft}>{wayOf(process, move.from, move.to)}</span>
                {move.by.some((kind) => kind !== "employee") && (
                  <span className={classes.mark}>{move.by.map((kind) => t(`by.${kind}`)).join(", ")}</span>
                )}
              </>
            }
          >
            <MoveForm of={of} index={index} />
          </Line>
        ))}
      </div>
      <div>
        <Button variant="default" leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
          {t("move.add")}
        </Button>
      </div>
      <AddMove of={of} opened={adding} onClose={() => setAdding(false)} />
    </Section>
  );
}

const wayOf = (process: Process, from: readonly string[], to: string): string =>
  `${from.map((key) => statusName(process, key)).join(", ")} → ${statusName(process, to)}`;

function Reactions({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const { process, change, select } = of;
  const add = () => {
    const first = Object.keys(process.statuses);
    change({
      ...process,
      on: [...process.on, { event: "client.said", in: first.slice(-1), do: { move: process.start } }],
    });
    select({ kind: "on", index: process.on.length });
  };
  return (
    <Section title={t("part.on")} about={t("part.onAbout")}>
      <div className={classes.things}>
        {process.on.map((reaction, index) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a reaction has nothing but its place to be told by
            key={index}
            of={of}
            thing={{ kind: "on", index }}
            place={`on[${index}]`}
            head={
              <>
                <span className={classes.moveName}>{t(`on.${reaction.event}`)}</span>
                <span className={classes.soft}>
                  {"move" in reaction.do
                    ? wayOf(process, reaction.in, reaction.do.move)
                    : `${reaction.in.map((key) => statusName(process, key)).join(", ")} → ${t("on.linked")}`}
                </span>
              </>
            }
          >
            <ReactionForm of={of} index={index} />
          </Line>
        ))}
      </div>
      <div>
        <Button variant="default" leftSection={<PlusIcon />} onClick={add}>
          {t("on.add")}
        </Button>
      </div>
    </Section>
  );
}

const STOPS = ["employee.moved", "employee.replied"] as const;

function Clocks({ of: { process, change } }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const { reaction } = process.clocks;
  const put = (next: typeof reaction) => change({ ...process, clocks: { ...process.clocks, reaction: next } });
  return (
    <Section title={t("part.clocks")} about={t("part.clocksAbout")}>
      {STOPS.map((stop) => (
        <Option
          key={stop}
          label={t(`stops.${stop}`)}
          checked={reaction.stops.includes(stop)}
          onChange={(on) =>
            put({ ...reaction, stops: STOPS.filter((one) => (one === stop ? on : reaction.stops.includes(one))) })
          }
        />
      ))}
      <MultiSelect
        searchable
        label={t("stops.entering")}
        data={statusChoices(process)}
        value={reaction.entering ?? []}
        onChange={(keys) => {
          const { entering: _, ...rest } = reaction;
          put(keys.length > 0 ? { ...rest, entering: keys } : rest);
        }}
      />
    </Section>
  );
}
