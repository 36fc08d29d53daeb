import { ActionIcon, Button, MultiSelect, NativeSelect } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Process } from "../../../../core/process/process.ts";
import { useRoute } from "../../../kit/query.ts";
import { Two } from "../frame/section.tsx";
import { chosen, coded, demandChoices, demandsFor, statusChoices } from "./choices.ts";
import { FaultsOf } from "./fault-list.tsx";
import classes from "./process.module.css";
import type { ProcessEditor } from "./use-process-editor.ts";

type Choice = NonNullable<Process["startChoices"]>[number];

/** Statuses in which an employee may open a ticket instead of the first one, each with what it asks for [U-SYS-03]. */
export function StartChoices({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation(["processUi", "card"]);
  const fields = (useRoute("listFields", {}).data?.items ?? []).filter(({ custom, active }) => custom && active);
  const { process, change } = of;
  const choices = process.startChoices ?? [];
  const statuses = statusChoices(process);
  const put = (next: readonly Choice[]) =>
    change({ ...process, startChoices: next.length > 0 ? [...next] : undefined });
  const set = (index: number, more: Choice) => put(choices.map((one, at) => (at === index ? more : one)));
  // Each once; and not where a ticket has to wait for a date that nobody has given.
  const free = statuses.filter(
    ({ value }) =>
      !choices.some(({ status }) => status === value) && process.statuses[value]?.resume?.required !== true,
  );
  return (
    <>
      <FaultsOf faults={of.faultsAt("startChoices")} process={process} />
      {choices.map(({ status, needs = [] }, index) => {
        const demands = demandsFor(fields, needs);
        const name = statuses.find(({ value }) => value === status)?.label ?? status;
        return (
          <div key={status} className={classes.line}>
            <Two>
              <NativeSelect
                label={t("startChoice.status")}
                value={status}
                data={[{ value: status, label: name }, ...free]}
                onChange={({ currentTarget: { value } }) => set(index, { ...choices[index], status: value })}
              />
              <MultiSelect
                searchable
                label={t("startChoice.needs")}
                data={demandChoices(demands, fields, t)}
                value={needs.map(coded)}
                onChange={(codes) =>
                  set(index, codes.length > 0 ? { status, needs: chosen(demands, codes) } : { status })
                }
              />
            </Two>
            <ActionIcon
              aria-label={t("startChoice.remove", { name })}
              onClick={() => put(choices.filter((_, at) => at !== index))}
            >
              <Cross2Icon />
            </ActionIcon>
          </div>
        );
      })}
      <div>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<PlusIcon />}
          disabled={free.length === 0}
          onClick={() => free[0] && put([...choices, { status: free[0].value }])}
        >
          {t("startChoice.add")}
        </Button>
      </div>
    </>
  );
}
