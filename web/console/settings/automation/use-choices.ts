import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { readStatuses } from "../../tickets/card/statuses.ts";

/** What can be chosen in rules and macros: statuses and stages of all processes, and fields that they may write. */
export function useChoices() {
  const { t } = useTranslation("automationUi");
  const processes = useRoute("listProcesses", {}, { staleTime: 60_000 });
  const fields = useRoute("listFields", {}, { staleTime: 60_000 });
  const statuses = new Map<string, string>();
  const stages = new Map<string, string>();
  // Nobody chooses a status that is gone, but what names it is still read.
  const gone = new Map(
    processes.data?.items.flatMap(({ past }) => past.map(({ key, name }) => [key, textOf(name)] as const)),
  );
  for (const { definition } of processes.data?.items ?? []) {
    for (const [key, { name, ended }] of Object.entries(definition.stages ?? {}))
      if (!ended && !stages.has(key)) stages.set(key, textOf(name));
    for (const [key, { name }] of readStatuses(definition)) if (!statuses.has(key)) statuses.set(key, textOf(name));
  }
  const all = (fields.data?.items ?? []).filter(({ active }) => active);
  const own = all.filter(({ custom }) => custom);
  // Nobody writes what is counted, and a file belongs to one ticket.
  const settable = own.filter(({ computed, type }) => !computed && type !== "file");
  const choice = ({ key, name }: (typeof all)[number]) => ({ value: key, label: textOf(name) });
  return {
    statuses: [...statuses].map(([value, label]) => ({ value, label })),
    /** Stages that a ticket can be handed over to; empty where no process has any. */
    stages: [...stages].map(([value, label]) => ({ value, label })),
    /** Fields whose change a trigger may wait for. */
    fields: all.map(choice),
    /** Fields that are set, with how each is answered. */
    settable: [{ value: "priority", label: t("priority") }, ...settable.map(choice)],
    lists: own.filter(({ type }) => type === "lists").map(choice),
    fieldOf: (key: string) => own.find((field) => field.key === key),
    nameOfStatus: (key: string) => statuses.get(key) ?? gone.get(key) ?? (processes.data ? key : "…"),
    /** What is named and offered no more, to be read and taken away: under its last name where that is known. */
    goneAmong: (kind: "status" | "field", keys: readonly string[]) => {
      const offered: ReadonlySet<string> =
        kind === "status" ? new Set(statuses.keys()) : new Set(all.map(({ key }) => key));
      const off = (key: string) => textOf(fields.data?.items.find((one) => one.key === key)?.name);
      const isRead = kind === "status" ? processes.data : fields.data;
      return keys
        .filter((key) => isRead && !offered.has(key))
        .map((key) => ({
          value: key,
          label: t(`gone.${kind}`, { name: (kind === "status" ? gone.get(key) : off(key)) || key }),
        }));
    },
    nameOfField: (key: string) => [...all.map(choice)].find(({ value }) => value === key)?.label ?? key,
  };
}
export type Choices = ReturnType<typeof useChoices>;
