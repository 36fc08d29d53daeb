import { ActionIcon, Button, NativeSelect, NumberInput } from "@mantine/core";
import { PlusIcon, TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { Section } from "../frame/section.tsx";
import { RefSelect } from "../pick/ref-select.tsx";
import classes from "./assignment.module.css";
import type { Team } from "./team-list.tsx";

type Step = NonNullable<Team["assignment"]["escalation"]>[number];
type Props = {
  steps: readonly Step[];
  errors: Record<string, string | undefined>;
  onChange: (steps: Step[]) => void;
};

/** The chain of those who are called one after another as long as nobody answers a new ticket ([B-ASG-02]). */
export function OnCallPart({ steps, errors, onChange }: Props) {
  const { t } = useTranslation("assignmentUi");
  const people = useNamesOf(
    "employee",
    steps.flatMap(({ employee }) => employee || []),
  );
  const teams = useNamesOf(
    "team",
    steps.flatMap(({ team }) => team || []),
  );
  const change = (at: number, step: Step) => onChange(steps.map((one, index) => (index === at ? step : one)));
  return (
    <Section title={t("onCall.title")} about={t("onCall.about")}>
      {steps.length > 0 && (
        <ol className={classes.list} aria-label={t("onCall.title")}>
          {steps.map(({ after, employee, team }, index) => {
            const kind = team === undefined || team === null ? "employee" : "team";
            const id = employee ?? team ?? "";
            const name = people.get(id) ?? teams.get(id) ?? "…";
            return (
              // Nothing of a step is its own but its place in the chain.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <li key={index} className={classes.item}>
                <NumberInput
                  className={classes.short ?? ""}
                  label={t("onCall.after")}
                  min={1}
                  max={10_080}
                  allowDecimal={false}
                  value={after}
                  onChange={(minutes) =>
                    change(index, { after: typeof minutes === "number" ? Math.max(1, minutes) : 1, employee, team })
                  }
                />
                <NativeSelect
                  label={t("onCall.call")}
                  value={kind}
                  data={[
                    { value: "employee", label: t("onCall.employee") },
                    { value: "team", label: t("onCall.team") },
                  ]}
                  onChange={(event) =>
                    change(index, event.currentTarget.value === "team" ? { after, team: "" } : { after, employee: "" })
                  }
                />
                <div className={classes.wide}>
                  <RefSelect
                    kind={kind}
                    label={t("onCall.whom")}
                    required
                    error={errors[`assignment.escalation.${index}`] ?? errors[`assignment.escalation.${index}.${kind}`]}
                    value={id === "" ? null : { id, name }}
                    onChange={(one) => change(index, { after, [kind]: one?.id ?? "" })}
                  />
                </div>
                <ActionIcon
                  className={classes.off ?? ""}
                  aria-label={t("onCall.remove", { number: index + 1 })}
                  onClick={() => onChange(steps.filter((_, at) => at !== index))}
                >
                  <TrashIcon />
                </ActionIcon>
              </li>
            );
          })}
        </ol>
      )}
      <div>
        <Button
          variant="default"
          leftSection={<PlusIcon />}
          disabled={steps.length >= 20}
          onClick={() => onChange([...steps, { after: 15, employee: "" }])}
        >
          {t("onCall.add")}
        </Button>
      </div>
    </Section>
  );
}
