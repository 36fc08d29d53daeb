import { Alert, Anchor, Button, Group, Progress, Stack } from "@mantine/core";
import { useTimeout } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatNumber } from "../../../kit/format.ts";
import { isProblem } from "../../../kit/problem.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { useProblemText } from "../rules/use-problem-text.ts";
import classes from "./rehearsal.module.css";
import type { Subject } from "./rehearse-button.tsx";
import type { Rehearsal } from "./rehearse-dialog.tsx";
import { Rehearsed } from "./rehearsed.tsx";
import { Totals } from "./totals.tsx";

const LOOK_EVERY_MS = 700;
/** So long nobody wonders that it has not begun. */
const PATIENCE_MS = 15_000;
/** So many tickets are kept with what would have been different (`listRehearsed`). */
const MOST_KEPT = 5_000;

/** A rehearsal that was begun: how far it is, then what came out, or what went wrong. */
export function Rehearsing({ begun, subject }: { begun: Rehearsal; subject: Subject }) {
  const { t } = useTranslation("rehearsalUi");
  const query = useRoute(
    "getRehearsal",
    { params: { id: begun.id } },
    {
      refetchInterval: ({ state }) => (state.data?.endedAt || isGone(state.error) ? false : LOOK_EVERY_MS),
    },
  );
  const [only, setOnly] = useState<string | null>(null);
  const now = query.data ?? begun;
  const { kind, changed, endedAt, failure, cancelled } = now;
  if (isGone(query.error)) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const broken = now.broken.length > 0 && <Broken rules={now.broken} />;
  if (!endedAt) {
    return (
      <Stack gap="md">
        {broken}
        <Bar now={now} />
      </Stack>
    );
  }
  const [looked, total] = [formatNumber(now.looked), formatNumber(now.total)];
  const nothing = now.total === 0 ? t(`empty.${kind}`) : t("nothing", { count: now.looked, looked });
  const isWhole = subject.without !== undefined;
  return (
    <Stack gap="md">
      {cancelled && (
        <Alert color="yellow" role="status">
          {t("cancelled", { looked, total })} {t(changed > 0 ? "below" : "nothingYet")}
        </Alert>
      )}
      {failure && <Failed failure={failure} now={now} />}
      {broken}
      {changed === 0 ? (
        !cancelled && !failure && <Alert color="gray">{nothing}</Alert>
      ) : (
        <>
          <Totals of={now} isWhole={isWhole} only={only} onOnly={setOnly} />
          <Rehearsed
            key={only}
            id={begun.id}
            subject={subject}
            only={only}
            count={Math.min(changed, MOST_KEPT)}
            isMore={changed > MOST_KEPT}
          />
        </>
      )}
    </Stack>
  );
}

/** Another twenty were begun since, and this one went. */
const isGone = (error: unknown): boolean => isProblem(error) && error.status === 404;

function Bar({ now }: { now: Rehearsal }) {
  const { t } = useTranslation("rehearsalUi");
  const cancel = useAct("cancelRehearsal", { stale: ["getRehearsal"] });
  const [isLong, setLong] = useState(false);
  useTimeout(() => setLong(true), PATIENCE_MS, { autoInvoke: true });
  const says = t("progress", { looked: formatNumber(now.looked), total: formatNumber(now.total) });
  return (
    <Stack gap="xs">
      <Group gap="sm" wrap="nowrap">
        <Stack gap={4} flex={1} aria-live="polite">
          <span>{says}</span>
          <Progress value={now.total === 0 ? 100 : (now.looked / now.total) * 100} aria-label={says} />
        </Stack>
        <Button variant="default" onClick={() => cancel.mutate({ params: { id: now.id } })} loading={cancel.isPending}>
          {t("cancel")}
        </Button>
      </Group>
      {isLong && now.looked === 0 && <p className={classes.soft}>{t("notBegun")}</p>}
    </Stack>
  );
}

function Failed({ failure, now }: { failure: NonNullable<Rehearsal["failure"]>; now: Rehearsal }) {
  const { t } = useTranslation(["rehearsalUi", "refusal"]);
  const { code, mend, reference } = failure;
  const why = t(`refusal:${code.slice(code.indexOf("/") + 1)}`, { defaultValue: mend });
  return (
    <Alert color="red" role="alert" title={t("failed.title")}>
      <Stack gap={4}>
        <span>{code === "fault" ? t("failed.fault") : why}</span>
        <span>
          {t("failed.safe", { looked: formatNumber(now.looked), total: formatNumber(now.total) })} {t("failed.mend")}
        </span>
        {code === "fault" && reference && <span className={classes.soft}>{t("failed.code", { reference })}</span>}
      </Stack>
    </Alert>
  );
}

/** So many are named before one asks for the others: what was found is not to be pushed away. */
const FIRST = 3;

/** It cannot be asked; a value that was taken off a list still can. */
const isPassedOver = ({ field, code }: Rehearsal["broken"][number]["problems"][number]): boolean =>
  (field === "condition" && code !== "retired-option") || code === "calendar-without-hours";

/** Rules of the list in which something is gone, each with what it is. */
function Broken({ rules }: { rules: Rehearsal["broken"] }) {
  const { t } = useTranslation("rehearsalUi");
  const say = useProblemText();
  const [isOpen, setOpen] = useState(false);
  const shown = isOpen ? rules : rules.slice(0, FIRST);
  return (
    <Alert color="yellow">
      <strong>{t("broken.title", { count: rules.length })}</strong>
      <ul className={classes.list}>
        {shown.map(({ rule, problems }) => (
          <li key={rule.id}>
            <bdi className={classes.subject}>«{rule.name}»</bdi>
            <span>
              {" – "}
              {t(problems.some(isPassedOver) ? "broken.passedOver" : "broken.leftOut")}
            </span>
            <ul className={classes.actions}>
              {[...new Set(problems.map(say))].map((said) => (
                <li key={said}>{said}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {shown.length < rules.length && (
        <Anchor component="button" type="button" c="inherit" underline="always" onClick={() => setOpen(true)}>
          {t("others", { count: rules.length - shown.length })}
        </Anchor>
      )}
    </Alert>
  );
}
