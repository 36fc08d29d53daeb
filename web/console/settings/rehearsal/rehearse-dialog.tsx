import { Alert, Button, Group, Modal, NumberInput, Progress, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer, Ask } from "../../../kit/api.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { Rehearsed } from "./rehearsed.tsx";
import { Totals } from "./totals.tsx";

export type Proposal = NonNullable<Ask<"startRehearsal">["body"]>;
export type Rehearsal = Answer<"getRehearsal">;
type Props = { opened: boolean; onClose: () => void } & Pick<Proposal, "kind" | "rules">;

const USUAL_DAYS = 30;
const LOOK_EVERY_MS = 700;

/** Tries a list of rules on tickets of the past, and shows what would have been different ([B-REH-01], [B-REH-02]). */
export function RehearseDialog({ opened, onClose, kind, rules }: Props) {
  const { t } = useTranslation(["rulesUi", "common"]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={t("rehearse.title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <Asked kind={kind} rules={rules} />
    </Modal>
  );
}

function Asked({ kind, rules }: Pick<Proposal, "kind" | "rules">) {
  const { t } = useTranslation("rulesUi");
  const [days, setDays] = useState<number>(USUAL_DAYS);
  const start = useAct("startRehearsal");
  return (
    <Stack gap="lg">
      <p style={{ margin: 0 }}>{t("rehearse.about")}</p>
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={t("rehearse.days")}
          min={1}
          max={365}
          clampBehavior="strict"
          allowDecimal={false}
          value={days}
          onChange={(value) => setDays(Number(value) || 1)}
          w={160}
        />
        <Button loading={start.isPending} onClick={() => start.mutate({ body: { kind, days, rules } })}>
          {t(start.data ? "rehearse.again" : "rehearse.start")}
        </Button>
      </Group>
      <RefusalList error={start.error} />
      {start.data && <Outcome key={start.data.id} begun={start.data} />}
    </Stack>
  );
}

function Outcome({ begun }: { begun: Rehearsal }) {
  const { t } = useTranslation("rulesUi");
  const params = { id: begun.id };
  const query = useRoute(
    "getRehearsal",
    { params },
    {
      refetchInterval: ({ state }) => (state.data?.endedAt ? false : LOOK_EVERY_MS),
    },
  );
  const cancel = useAct("cancelRehearsal", { stale: ["getRehearsal"] });
  const now = query.data ?? begun;
  const { looked, total, changed, endedAt } = now;
  if (!endedAt) {
    const says = t("rehearse.progress", { looked, total });
    return (
      <Group gap="sm" wrap="nowrap">
        <Stack gap={4} flex={1} aria-live="polite">
          <span>{says}</span>
          <Progress value={total === 0 ? 100 : (looked / total) * 100} aria-label={says} />
        </Stack>
        <Button variant="default" onClick={() => cancel.mutate({ params })}>
          {t("rehearse.cancel")}
        </Button>
      </Group>
    );
  }
  return (
    <Stack gap="md">
      {now.cancelled && <Alert color="yellow">{t("rehearse.cancelled", { looked, total })}</Alert>}
      {changed === 0 ? (
        !now.cancelled && <Alert color="green">{t("rehearse.nothing", { looked })}</Alert>
      ) : (
        <>
          <Totals of={now} />
          <Rehearsed id={begun.id} />
        </>
      )}
    </Stack>
  );
}
