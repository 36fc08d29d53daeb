import { Alert, Button, Group, Modal, NumberInput, Progress, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatNumber } from "../../../kit/format.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import type { Subject } from "./rehearse-button.tsx";
import { Rehearsed } from "./rehearsed.tsx";
import { Totals } from "./totals.tsx";

export type Rehearsal = Answer<"getRehearsal">;

const USUAL_DAYS = 30;
const LOOK_EVERY_MS = 700;

type Props = { subject: Subject; blocked: string | undefined; onClose: () => void };

/** Tries a change on tickets of the past, and shows what would have been different ([B-REH-01], [B-REH-02]). */
export function RehearseDialog({ subject, blocked, onClose }: Props) {
  const { t } = useTranslation(["rehearsalUi", "common"]);
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={t("title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
      // Keys pressed here are not meant for the form behind.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <Asked subject={subject} blocked={blocked} />
    </Modal>
  );
}

function Asked({ subject, blocked }: Omit<Props, "onClose">) {
  const { t } = useTranslation("rehearsalUi");
  const [days, setDays] = useState<number | string>(USUAL_DAYS);
  const start = useAct("startRehearsal");
  const { statuses: _names, ...proposal } = subject;
  const about = subject.without === undefined ? subject.kind : "without";
  if (blocked) return <Alert color="yellow">{blocked}</Alert>;
  return (
    <Stack gap="lg">
      <p style={{ margin: 0 }}>
        {t(`about.${about}`)} {t("about.safe")}
      </p>
      <Group align="flex-end" gap="sm">
        <NumberInput
          label={t("days")}
          min={1}
          max={365}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          value={days}
          onChange={setDays}
          w={170}
          data-autofocus
        />
        <Button
          disabled={Number(days) < 1}
          loading={start.isPending}
          onClick={() => start.mutate({ body: { ...proposal, days: Number(days) } })}
        >
          {t(start.data ? "again" : "start")}
        </Button>
      </Group>
      <RefusalList error={start.error} leadOf={({ params }) => (params?.rule ? t("ofRule", params) : undefined)} />
      {start.data && <Outcome key={start.data.id} begun={start.data} subject={subject} />}
    </Stack>
  );
}

function Outcome({ begun, subject }: { begun: Rehearsal; subject: Subject }) {
  const { t } = useTranslation("rehearsalUi");
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
  const { kind, changed, endedAt, passedOver } = now;
  const [looked, total] = [formatNumber(now.looked), formatNumber(now.total)];
  if (!endedAt) {
    const says = t("progress", { looked, total });
    return (
      <Group gap="sm" wrap="nowrap">
        <Stack gap={4} flex={1} aria-live="polite">
          <span>{says}</span>
          <Progress value={now.total === 0 ? 100 : (now.looked / now.total) * 100} aria-label={says} />
        </Stack>
        <Button variant="default" onClick={() => cancel.mutate({ params })} loading={cancel.isPending}>
          {t("cancel")}
        </Button>
      </Group>
    );
  }
  const nothing = now.total === 0 ? t(`empty.${kind}`) : t("nothing", { count: now.looked, looked });
  return (
    <Stack gap="md">
      {now.cancelled && <Alert color="yellow">{t("cancelled", { looked, total })}</Alert>}
      {passedOver.length > 0 && (
        <Alert color="yellow">
          {t("passedOver", { count: passedOver.length, names: passedOver.map((name) => `«${name}»`).join(", ") })}
        </Alert>
      )}
      {changed === 0 ? (
        !now.cancelled && <Alert color="gray">{nothing}</Alert>
      ) : (
        <>
          <Totals of={now} isWhole={subject.without !== undefined} />
          <Rehearsed id={begun.id} subject={subject} isMore={changed > MOST_KEPT} />
        </>
      )}
    </Stack>
  );
}

/** So many tickets are kept with what would have been different (`listRehearsed`). */
const MOST_KEPT = 5_000;
