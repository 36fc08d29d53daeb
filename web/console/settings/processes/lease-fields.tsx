import { MultiSelect, NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Lease } from "../../../../core/process/process.ts";
import { Option, Section, Two } from "../frame/section.tsx";
import { statusChoices } from "./choices.ts";
import { FaultsOf } from "./fault-list.tsx";
import { PermissionSelect } from "./permission-select.tsx";
import type { ProcessEditor } from "./use-process-editor.ts";

/** The processing window: the status that it holds a ticket in, from where it takes one, and who may open it [L-PROC-01]. */
export function LeaseSection({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const { process, change } = of;
  const { lease } = process;
  const statuses = statusChoices(process);
  const set = (more: Partial<Lease>) => lease && change({ ...process, lease: { ...lease, ...more } });
  const switchOn = (): Lease => {
    const begun = process.statuses[process.start] ? [process.start] : [];
    const led = new Set(process.moves.map(({ to }) => to));
    // No move may lead to the status that an open window holds.
    const held = statuses.find(({ value }) => value !== process.start && !led.has(value)) ?? statuses.at(-1);
    return { status: held?.value ?? "", from: begun, permission: "ticket.move", assigns: true };
  };
  return (
    <Section title={t("lease.title")} about={t("lease.about")}>
      <FaultsOf faults={of.faultsAt("lease")} process={process} />
      <Option
        label={t("lease.label")}
        checked={lease !== undefined}
        onChange={(on) => change({ ...process, lease: on ? switchOn() : undefined })}
      >
        {lease && (
          <>
            <Two>
              <NativeSelect
                label={t("lease.status")}
                description={t("lease.statusAbout")}
                value={lease.status}
                data={statuses}
                onChange={({ currentTarget: { value } }) =>
                  set({ status: value, from: lease.from.filter((one) => one !== value) })
                }
              />
              <MultiSelect
                searchable
                label={t("lease.from")}
                description={t("lease.fromAbout")}
                data={statuses.filter(({ value }) => value !== lease.status)}
                value={lease.from}
                onChange={(from) => set({ from })}
              />
              <PermissionSelect
                label={t("lease.permission")}
                value={lease.permission}
                onChange={(permission) => set({ permission })}
              />
            </Two>
            <Option
              label={t("lease.assigns")}
              checked={lease.assigns === true}
              onChange={(on) => {
                const { assigns: _, ...rest } = lease;
                change({ ...process, lease: on ? { ...rest, assigns: true } : rest });
              }}
            />
          </>
        )}
      </Option>
    </Section>
  );
}
