import { ActionIcon, Button, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { WEEKDAYS } from "../../../../core/condition/times.ts";
import { WEEKDAY_LABELS } from "../../../../core/fields/ticket-labels.ts";
import { textOf } from "../../../kit/i18n.ts";
import classes from "./assignment.module.css";
import type { Team } from "./team-list.tsx";

type Shift = NonNullable<Team["assignment"]["shifts"]>[number];
type Props = { shifts: readonly Shift[]; members: Team["members"]; onChange: (shifts: Shift[]) => void };

/** Who of the team is on duty on which days, from when to when. */
export function Shifts({ shifts, members, onChange }: Props) {
  const { t } = useTranslation("assignmentUi");
  const change = (at: number, part: Partial<Shift>) =>
    onChange(shifts.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const [first] = members;
  return (
    <>
      {shifts.length > 0 && (
        <ul className={classes.list} aria-label={t("shift.title")}>
          {shifts.map(({ employee, days, from, to }, index) => (
            // Several shifts of one employee are alike: only the place tells them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            <li key={index} className={classes.item}>
              <NativeSelect
                className={classes.wide ?? ""}
                label={t("shift.who")}
                value={employee}
                data={[
                  ...(members.some(({ id }) => id === employee) ? [] : [{ value: employee, label: t("shift.gone") }]),
                  ...members.map(({ id, name }) => ({ value: id, label: name })),
                ]}
                onChange={(event) => change(index, { employee: event.currentTarget.value })}
              />
              <MultiSelect
                className={classes.wide ?? ""}
                label={t("shift.days")}
                data={WEEKDAYS.map((day) => ({ value: day, label: textOf(WEEKDAY_LABELS[day]) }))}
                value={days}
                onChange={(chosen) => change(index, { days: WEEKDAYS.filter((day) => chosen.includes(day)) })}
              />
              <TextInput
                type="time"
                className={classes.short ?? ""}
                label={t("shift.from")}
                value={from}
                onChange={(event) => change(index, { from: event.currentTarget.value })}
              />
              <TextInput
                type="time"
                className={classes.short ?? ""}
                label={t("shift.to")}
                value={to}
                onChange={(event) => change(index, { to: event.currentTarget.value })}
              />
              <ActionIcon
                className={classes.off ?? ""}
                aria-label={t("shift.remove", { number: index + 1 })}
                onClick={() => onChange(shifts.filter((_, at) => at !== index))}
              >
                <TrashIcon />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <Button
        variant="default"
        leftSection={<PlusIcon />}
        disabled={!first}
        onClick={() =>
          first &&
          onChange([...shifts, { employee: first.id, days: [...WEEKDAYS.slice(0, 5)], from: "09:00", to: "18:00" }])
        }
      >
        {t("shift.add")}
      </Button>
    </>
  );
}
