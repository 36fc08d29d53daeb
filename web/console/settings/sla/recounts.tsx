import { Alert, Button, Group, Table, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { RunLine, WHILE_RUNNING } from "../frame/run-line.tsx";
import { Section } from "../frame/section.tsx";

type Preview = Answer<"previewRecount">;

/** Lets the rules of now hold for tickets that are there, after a look at what would move; and how far runs have come. */
export function Recounts() {
  const { t } = useTranslation("slaUi");
  const [day, setDay] = useState("");
  const preview = useAct("previewRecount");
  const start = useAct("startRecount", { stale: ["listRecounts"] });
  const runs = useRoute("listRecounts", {}, WHILE_RUNNING);
  const from = day === "" ? null : new Date(`${day}T00:00`).toISOString();
  return (
    <Section title={t("recount.title")} about={t("recount.about")}>
      <TextInput
        type="date"
        label={t("recount.from")}
        description={t("recount.fromAbout")}
        value={day}
        onChange={(event) => {
          setDay(event.currentTarget.value);
          preview.reset();
        }}
      />
      <Group gap="sm">
        <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate({ body: { from } })}>
          {t("recount.look")}
        </Button>
        <Button
          disabled={!preview.data?.moved}
          loading={start.isPending}
          onClick={() => start.mutate({ body: { from } }, { onSuccess: () => preview.reset() })}
        >
          {t("recount.start")}
        </Button>
      </Group>
      <RefusalList error={preview.error ?? start.error} />
      {preview.data && <WhatMoves preview={preview.data} />}
      {(runs.data?.items ?? []).map((run) => (
        <RunLine
          key={run.id}
          what={run.calendar ? t("recount.ofCalendar", { name: run.calendar.name }) : t("recount.ofRules")}
          run={run}
        />
      ))}
    </Section>
  );
}

/** How many tickets would move, and some of them. */
export function WhatMoves({ preview }: { preview: Preview }) {
  const { t } = useTranslation("slaUi");
  const at = (moment: string | null) => (moment ? formatMoment(moment) : "—");
  if (preview.moved === 0) return <Alert color="gray">{t("recount.nothing", { count: preview.looked })}</Alert>;
  return (
    <Alert color="blue" title={t("recount.moves", { count: preview.moved, total: preview.total })}>
      {preview.looked < preview.total && <p>{t("recount.looked", { count: preview.looked })}</p>}
      <p>{t("recount.late", { late: preview.late, saved: preview.saved })}</p>
      <Table.ScrollContainer minWidth={420}>
        <Table verticalSpacing={4}>
          <Table.Tbody>
            {preview.sample.map(({ id, number, subject, dueAt, reactionDueAt }) => {
              const moved = dueAt.from === dueAt.to ? reactionDueAt : dueAt;
              return (
                <Table.Tr key={id}>
                  <Table.Td>{number}</Table.Td>
                  <Table.Td>{subject}</Table.Td>
                  <Table.Td>
                    {at(moved.from)} → {at(moved.to)}
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Alert>
  );
}
