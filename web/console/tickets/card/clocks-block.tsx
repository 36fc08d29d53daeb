import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { Pencil1Icon, QuestionMarkCircledIcon } from "@radix-ui/react-icons";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { formatMoment, formatWork } from "../../../kit/format.ts";
import { useRoute } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { useMe } from "../../../kit/session.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { useCard } from "./card.ts";
import classes from "./clocks.module.css";
import { CLOCKS, type Clocks, type ClockView, undue } from "./clocks.ts";
import { localMoment } from "./local-moment.ts";
import manage from "./manage.module.css";

const Explanation = lazy(async () => ({ default: (await import("./clocks-explained.tsx")).ClocksExplained }));

/** Both promised times with what is left of them, why it is so, and the moment of solution named by hand [O-SLA-01]. */
export function ClocksBlock() {
  const { t } = useTranslation("clocks");
  const { ticket, past } = useCard();
  const { data } = useRoute("getTicketClocks", { params: { id: ticket.id } }, { refetchInterval: 60_000 });
  const [isExplained, setExplained] = useState(false);
  const [isEdited, setEdited] = useState(false);
  const may = ticket.can.plan === true;
  const hasClocks = data !== undefined && CLOCKS.some((name) => data[name] !== null);
  if (past || !data || (!hasClocks && !may)) return null;
  return (
    <section className={classes.clocks} aria-label={t("title")}>
      {CLOCKS.map((name) => {
        const clock = data[name];
        return (
          clock && (
            <div key={name} className={manage.row}>
              <span className={manage.soft}>{t(`${name}.label`)}</span>
              <strong>{clock.due ? formatMoment(clock.due) : t(undue(clock))}</strong>
              {name === "resolution" && may && <EditButton onClick={() => setEdited(true)} />}
              <Left clock={clock} />
            </div>
          )
        );
      })}
      {!data.resolution && may && !isEdited && (
        <div className={manage.row}>
          <span className={manage.soft}>{t("resolution.label")}</span>
          <span className={manage.soft}>{t("none")}</span>
          <EditButton onClick={() => setEdited(true)} />
        </div>
      )}
      {data.byHand && <p className={manage.soft}>{t("byHand", { at: formatMoment(data.byHand.at) })}</p>}
      {isEdited && <PlanForm clocks={data} onClose={() => setEdited(false)} />}
      {hasClocks && (
        <button type="button" className={classes.why} onClick={() => setExplained(true)}>
          <QuestionMarkCircledIcon /> {t("why")}
        </button>
      )}
      {isExplained && (
        <Suspense>
          <Explanation clocks={data} onClose={() => setExplained(false)} />
        </Suspense>
      )}
    </section>
  );
}

function EditButton({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation("clocks");
  return (
    <ActionIcon size={24} aria-label={t("change")} onClick={onClick}>
      <Pencil1Icon />
    </ActionIcon>
  );
}

/** What is left while a clock counts or may go on; how it went when it has stopped for good. */
export function Left({ clock }: { clock: ClockView }) {
  const { t } = useTranslation("clocks");
  if (clock.due === null || clock.left === null) return null;
  const isLate = clock.standing !== "void" && clock.breachedAt !== null;
  const isSoon = clock.standing === "running" && clock.target !== null && clock.left <= clock.target / 5;
  const span = formatWork(clock.standing === "met" ? clock.spent : clock.left);
  return (
    <span className={classes.left} data-late={isLate || undefined} data-soon={(isSoon && !isLate) || undefined}>
      {t(saysOf(clock), { span, at: clock.countsAgain ? formatMoment(clock.countsAgain) : "" })}
    </span>
  );
}

function saysOf({ standing, breachedAt, spent, countsAgain }: ClockView): string {
  const isLate = breachedAt !== null;
  if (standing === "paused") return isLate ? "pausedLate" : "paused";
  if (standing === "met") return spent === 0 ? "metOff" : "met";
  if (standing === "breached" || standing === "void") return standing;
  if (isLate) return "late";
  return countsAgain ? "leftHeld" : "left";
}

/** Another moment of solution, or that of the rules again [O-SLA-10]. */
function PlanForm({ clocks, onClose }: { clocks: Clocks; onClose: () => void }) {
  const { t } = useTranslation(["clocks", "common"]);
  const { change } = useCard();
  const { timeZone } = useMe().workspace;
  const fault = useFaultToast();
  const [error, setError] = useState<unknown>();
  const errors = useFieldErrors(error);
  const before = clocks.byHand?.at ?? null;
  const [at, setAt] = useState(localMoment(before ?? clocks.resolution?.due ?? null, timeZone));
  const save = async (dueAt: string | null) => {
    setError(undefined);
    try {
      const done = await change.plan({ dueAt });
      onClose();
      if (!done) return;
      const undo = () => change.plan({ dueAt: before }, { base: done }).catch(fault);
      toast(t(dueAt === null ? "byRulesAgain" : "moved"), { undo });
    } catch (refused) {
      setError(refused);
    }
  };
  return (
    <form
      className={manage.panel}
      aria-label={t("change")}
      onSubmit={(event) => {
        event.preventDefault();
        void save(at);
      }}
    >
      <TextInput
        type="datetime-local"
        label={t("resolution.label")}
        value={at}
        error={errors.dueAt}
        data-autofocus
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <RefusalList error={error} except={["dueAt"]} />
      <Group gap="sm">
        <Button type="submit" loading={change.busy} disabled={at === ""}>
          {t("common:action.save")}
        </Button>
        {before !== null && (
          <Button variant="default" loading={change.busy} onClick={() => void save(null)}>
            {t("byRules")}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t("common:action.cancel")}
        </Button>
      </Group>
    </form>
  );
}
