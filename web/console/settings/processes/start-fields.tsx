import { ActionIcon, Button, NativeSelect } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { Option, Two } from "../frame/section.tsx";
import { OPTIONS, statusChoices } from "./choices.ts";
import { FaultsOf } from "./fault-list.tsx";
import classes from "./process.module.css";
import type { ProcessEditor } from "./use-process-editor.ts";

const PARTS = ["status", "clarify", "refused"] as const;

/** Where a ticket begins, where it begins otherwise, and where it waits for approval. */
export function StartFields({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const { process, change } = of;
  const statuses = statusChoices(process);
  const special = process.startWith ?? [];
  const put = (startWith: typeof special) =>
    change({ ...process, startWith: startWith.length > 0 ? startWith : undefined });
  const first = statuses[0]?.value ?? "";
  return (
    <>
      <FaultsOf
        faults={[
          ...of.faultsAt("start"),
          ...of.faultsAt("startWith"),
          ...of.faultsAt("approval"),
          ...of.faultsAt("name"),
        ]}
        process={process}
      />
      <NativeSelect
        label={t("start.label")}
        value={process.start}
        data={
          statuses.some(({ value }) => value === process.start)
            ? statuses
            : [{ value: process.start, label: process.start }, ...statuses]
        }
        onChange={({ currentTarget: { value } }) => change({ ...process, start: value })}
      />
      {special.map(({ option, status }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a special start has nothing but its place to be told by
        <div key={index} className={classes.line}>
          <Two>
            <NativeSelect
              label={t("start.option")}
              value={option}
              data={OPTIONS.map((one) => ({ value: one, label: t(`option.${one}`) }))}
              onChange={({ currentTarget: { value } }) => {
                const chosen = OPTIONS.find((one) => one === value);
                if (chosen) put(special.map((one, at) => (at === index ? { ...one, option: chosen } : one)));
              }}
            />
            <NativeSelect
              label={t("start.status")}
              value={status}
              data={statuses}
              onChange={({ currentTarget: { value } }) =>
                put(special.map((one, at) => (at === index ? { ...one, status: value } : one)))
              }
            />
          </Two>
          <ActionIcon aria-label={t("start.remove")} onClick={() => put(special.filter((_, at) => at !== index))}>
            <Cross2Icon />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          color="gray"
          leftSection={<PlusIcon />}
          onClick={() => put([...special, { option: "appointment", status: first }])}
        >
          {t("start.add")}
        </Button>
      </div>
      <Option
        label={t("approval.label")}
        about={t("approval.about")}
        checked={process.approval !== undefined}
        onChange={(on) =>
          change({ ...process, approval: on ? { status: first, clarify: first, refused: first } : undefined })
        }
      >
        {process.approval && (
          <Two>
            {PARTS.map((part) => (
              <NativeSelect
                key={part}
                label={t(`approval.${part}`)}
                value={process.approval?.[part] ?? ""}
                data={statuses}
                onChange={({ currentTarget: { value } }) =>
                  process.approval && change({ ...process, approval: { ...process.approval, [part]: value } })
                }
              />
            ))}
          </Two>
        )}
      </Option>
    </>
  );
}
