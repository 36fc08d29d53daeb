import { Alert, Button, Group, Modal, NumberInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import type { Subject } from "./rehearse-button.tsx";
import { Rehearsing } from "./rehearsing.tsx";

export type Rehearsal = Answer<"getRehearsal">;

const USUAL_DAYS = 30;

type Props = { subject: Subject; blocked: string | undefined; onClose: () => void };

/** Tries a change on tickets of the past, and shows what would have been different ([B-REH-01], [B-REH-02]). */
export function RehearseDialog({ subject, blocked, onClose }: Props) {
  const { t } = useTranslation(["rehearsalUi", "common"]);
  const cancel = useAct("cancelRehearsal");
  const start = useAct("startRehearsal");
  // Nobody can come back to it: what still runs is broken off. One that has ended stays as it is.
  const drop = () => start.data && cancel.mutate({ params: { id: start.data.id } });
  const close = () => {
    drop();
    onClose();
  };
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t("title")}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
      // Keys pressed here are not meant for the form behind.
      onKeyDown={(event) => event.stopPropagation()}
    >
      {blocked ? <Alert color="yellow">{blocked}</Alert> : <Asked subject={subject} start={start} onAgain={drop} />}
    </Modal>
  );
}

type AskedProps = { subject: Subject; start: ReturnType<typeof useAct<"startRehearsal">>; onAgain: () => void };

function Asked({ subject, start, onAgain }: AskedProps) {
  const { t } = useTranslation("rehearsalUi");
  const [days, setDays] = useState<number | string>(USUAL_DAYS);
  const { statuses: _names, ...proposal } = subject;
  const about = subject.without === undefined ? subject.kind : "without";
  const begin = () => {
    onAgain();
    start.mutate({ body: { ...proposal, days: Number(days) } });
  };
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
          onKeyDown={(event) => event.key === "Enter" && Number(days) >= 1 && begin()}
          w={170}
          data-autofocus
        />
        <Button disabled={Number(days) < 1} loading={start.isPending} onClick={begin}>
          {t(start.data ? "again" : "start")}
        </Button>
      </Group>
      <RefusalList error={start.error} leadOf={({ params }) => (params?.rule ? t("ofRule", params) : undefined)} />
      {start.data && <Rehearsing key={start.data.id} begun={start.data} subject={subject} />}
    </Stack>
  );
}
