import { ActionIcon, Button, Menu, MultiSelect, NumberInput, Select } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { PARTS, TRIGGER_EVENTS, type TriggerOn, WAITING_SINCE } from "../../../../core/automation/trigger.ts";
import { useChoices } from "../automation/use-choices.ts";
import classes from "./triggers.module.css";

const FRESH: Partial<Record<TriggerOn["event"], TriggerOn>> = {
  waiting: { event: "waiting", since: "status", for: "P3D" },
};
const freshOf = (event: TriggerOn["event"]): TriggerOn => FRESH[event] ?? ({ event } as TriggerOn);

/** On what a trigger looks at a ticket: one of these is enough. */
export function Occasions(props: {
  value: readonly TriggerOn[];
  errorOf: (index: number) => string | undefined;
  onChange: (value: TriggerOn[]) => void;
}) {
  const { value, onChange } = props;
  const { t } = useTranslation(["automationUi", "common"]);
  const left = TRIGGER_EVENTS.filter((event) => !value.some((one) => one.event === event));
  return (
    <div className={classes.occasions}>
      {value.map((on, index) => (
        <div key={on.event} className={classes.occasion}>
          <div className={classes.occasionHead}>
            <strong>{t(`on.${on.event}`)}</strong>
            <ActionIcon
              aria-label={`${t("common:action.remove")}: ${t(`on.${on.event}`)}`}
              onClick={() => onChange(value.filter((one) => one !== on))}
            >
              <Cross2Icon />
            </ActionIcon>
          </div>
          <OccasionFields on={on} onChange={(next) => onChange(value.map((one) => (one === on ? next : one)))} />
          {props.errorOf(index) && <p className={classes.broken}>{props.errorOf(index)}</p>}
        </div>
      ))}
      <Menu position="bottom-start" shadow="md">
        <Menu.Target>
          <Button variant="default" leftSection={<PlusIcon />}>
            {t("on.add")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {left.map((event) => (
            <Menu.Item key={event} onClick={() => onChange([...value, freshOf(event)])}>
              {t(`on.${event}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function OccasionFields({ on, onChange }: { on: TriggerOn; onChange: (on: TriggerOn) => void }) {
  const { t } = useTranslation("automationUi");
  const { statuses, fields, goneAmong } = useChoices();
  switch (on.event) {
    case "moved":
      return (
        <div className={classes.two}>
          {(["from", "to"] as const).map((way) => (
            <MultiSelect
              key={way}
              label={t(`on.${way}`)}
              placeholder={(on[way] ?? []).length === 0 ? t("on.any") : ""}
              searchable
              data={[...statuses, ...goneAmong("status", on[way] ?? [])]}
              value={on[way] ?? []}
              onChange={(keys) => onChange({ ...on, [way]: keys })}
            />
          ))}
        </div>
      );
    case "changed":
      return (
        <MultiSelect
          label={t("on.fields")}
          placeholder={(on.fields ?? []).length === 0 ? t("on.anyField") : ""}
          searchable
          data={[...fields, ...goneAmong("field", on.fields ?? [])]}
          value={on.fields ?? []}
          onChange={(keys) => onChange({ ...on, fields: keys })}
        />
      );
    case "assigned":
      return (
        <MultiSelect
          label={t("on.parts")}
          placeholder={(on.parts ?? []).length === 0 ? t("on.anyPart") : ""}
          data={(["team", ...PARTS] as const).map((part) => ({ value: part, label: t(`part.${part}`) }))}
          value={on.parts ?? []}
          onChange={(keys) =>
            onChange({ ...on, parts: (["team", ...PARTS] as const).filter((one) => keys.includes(one)) })
          }
        />
      );
    case "waiting":
      return <WaitingFields on={on} onChange={onChange} />;
    default:
      return null;
  }
}

type Waiting = Extract<TriggerOn, { event: "waiting" }>;

function WaitingFields({ on, onChange }: { on: Waiting; onChange: (on: TriggerOn) => void }) {
  const { t } = useTranslation("automationUi");
  const [, days, hours] = /^P(?:(\d+)D)?(?:T(\d+)H)?$/.exec(on.for) ?? [];
  const unit = hours && !days ? "hours" : "days";
  const count = Number((unit === "days" ? days : hours) ?? 1);
  const write = (number: number, by: string) =>
    onChange({ ...on, for: by === "days" ? `P${number}D` : `PT${number}H` });
  return (
    <div className={classes.three}>
      <NumberInput
        label={t("waiting.count")}
        min={1}
        max={999}
        allowDecimal={false}
        value={count}
        onChange={(next) => typeof next === "number" && next >= 1 && write(next, unit)}
      />
      <Select
        label={t("waiting.unit")}
        allowDeselect={false}
        data={["days", "hours"].map((one) => ({ value: one, label: t(`waiting.${one}`) }))}
        value={unit}
        onChange={(next) => next && write(count, next)}
      />
      <Select
        label={t("waiting.since")}
        allowDeselect={false}
        data={WAITING_SINCE.map((one) => ({ value: one, label: t(`waiting.from.${one}`) }))}
        value={on.since}
        onChange={(next) => {
          const since = WAITING_SINCE.find((one) => one === next);
          if (since) onChange({ ...on, since });
        }}
      />
    </div>
  );
}
