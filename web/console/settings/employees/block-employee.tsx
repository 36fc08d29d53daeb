import { Button, Group, Modal, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Employee } from "../../../../contract/people.ts";
import { isProblem } from "../../../kit/problem.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { type Ref, RefSelect } from "../pick/ref-select.tsx";
import { EmployeeUses } from "./employee-uses.tsx";

type Props = { employee: Employee; opened: boolean; onClose: () => void; onBlocked: (employee: Employee) => void };

/** Blocks an employee; while he answers for open tickets a colleague must take them ([O-EMP-06]). */
export function BlockEmployee(props: Props) {
  const { t } = useTranslation(["employees", "common"]);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t("block.ask", { name: props.employee.name })}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <BlockForm {...props} />
    </Modal>
  );
}

/** How many tickets the server has found in his hands, when it refused for them. */
function ticketsIn(error: unknown): number | undefined {
  if (!isProblem(error, "employee/has-tickets")) return undefined;
  const tickets = error.refusals[0]?.params?.tickets;
  return typeof tickets === "number" ? tickets : undefined;
}

function BlockForm({ employee, onClose, onBlocked }: Props) {
  const { t } = useTranslation(["employees", "common"]);
  const [replacement, setReplacement] = useState<Ref | null>(null);
  const block = useAct("blockEmployee", { stale: ["listEmployees", "listTeams", "listRoles", "listTickets"] });
  const refused = ticketsIn(block.error);
  const tickets = refused ?? employee.load;
  const run = () =>
    block.mutate(
      { params: { id: employee.id }, body: replacement ? { replacement: replacement.id } : {} },
      {
        onSuccess: ({ employee: blocked, moved }) => {
          onBlocked(blocked);
          onClose();
          toast(moved > 0 ? t("block.moved", { count: moved, name: replacement?.name ?? "" }) : t("block.done"));
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      <Stack>
        <div>{t("block.text")}</div>
        <EmployeeUses id={employee.id} />
        {tickets > 0 && <div>{t("block.tickets", { count: tickets })}</div>}
        {(tickets > 0 || replacement) && (
          <RefSelect
            kind="employee"
            label={t("block.replacement")}
            about={t("block.replacementAbout")}
            error={refused !== undefined && !replacement ? t("block.needReplacement", { count: refused }) : undefined}
            except={[employee.id]}
            required
            value={replacement}
            onChange={setReplacement}
          />
        )}
        {refused === undefined && <RefusalList error={block.error} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" color="red.9" loading={block.isPending}>
            {t("block.action")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
