import { Radio } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusPill } from "../../../kit/status.tsx";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";

const RARELY = { staleTime: 10 * 60_000 };

/** In which status the ticket begins, where its process lets one choose [U-SYS-03]. */
export function StartStatus({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const processes = useRoute("listProcesses", {}, RARELY);
  const types = useRoute("listServiceTypes", {}, RARELY);
  const service = useRoute(
    "getService",
    { params: { id: draft.service?.id ?? "" } },
    { enabled: draft.service !== null },
  );
  const list = types.data?.items ?? [];
  const type =
    list.find(({ id }) => id === (draft.service ? service.data?.type.id : draft.serviceType)) ??
    list.find(({ active }) => active);
  const key = (draft.service && service.data?.process) || type?.process;
  const process = processes.data?.items.find((one) => one.key === key)?.definition;
  const choices = (process?.startChoices ?? []).flatMap(({ status }) => {
    const found = process?.statuses[status];
    return found ? [{ ...found, key: status }] : [];
  });
  if (!process || choices.length < 2) return null;
  return (
    <Radio.Group
      label={t("startStatus")}
      value={choices.some((one) => one.key === draft.status) ? (draft.status ?? null) : process.start}
      error={errors.status}
      onChange={(status) => {
        const { status: _, ...rest } = draft;
        set(status === process.start ? rest : { ...rest, status });
      }}
    >
      <div className={classes.statuses}>
        {choices.map(({ key: status, name, colour, textColour }) => (
          <Radio
            key={status}
            value={status}
            label={<StatusPill status={{ name, colour, textColour }} />}
            aria-label={textOf(name)}
          />
        ))}
      </div>
    </Radio.Group>
  );
}
