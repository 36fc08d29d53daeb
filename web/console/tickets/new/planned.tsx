import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Ask, send } from "../../../kit/api.ts";
import { formatMoment } from "../../../kit/format.ts";
import { key } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { localMoment } from "../card/local-moment.ts";
import { type Draft, whatOf } from "./draft.ts";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";

type Body = NonNullable<Ask<"previewPromise">["body"]>;

/** Of the draft, what SLA rules ask about. */
const promiseBody = (draft: Draft, channel: string): Body => ({
  channel,
  ...(draft.subject.trim() ? { subject: draft.subject.trim() } : {}),
  ...(draft.priority ? { priority: draft.priority } : {}),
  ...whatOf(draft),
  ...(draft.place ? { place: draft.place.id } : {}),
  ...(draft.contact ? { contact: draft.contact.id } : {}),
  ...(draft.company ? { company: draft.company.id } : {}),
  ...(draft.team ? { team: draft.team.id } : {}),
});

/** The planned times of the ticket before it is saved, and the moment of solution by hand [O-REG-13, O-REG-14]. */
export function Planned({ draft, set, errors, channel }: PartProps & { channel: string }) {
  const { t } = useTranslation("clocks");
  const { timeZone } = useMe().workspace;
  const [body] = useDebouncedValue(promiseBody(draft, channel), 400);
  const { data } = useQuery({
    queryKey: [...key("previewPromise"), body],
    queryFn: () => send("previewPromise", { body }),
    // It is counted from now, so an old answer is a wrong one.
    staleTime: 20_000,
    refetchInterval: 60_000,
    placeholderData: (before) => before,
  });
  const byHand = draft.dueAt !== undefined;
  const hasNorm = data !== undefined && (data.dueAt !== null || data.reactionDueAt !== null);
  return (
    <fieldset className={classes.plain}>
      <legend className={classes.label}>{t("planned.title")}</legend>
      {hasNorm && data.reactionDueAt && (
        <p className={classes.planned}>
          {t("reaction.label")} <strong>{formatMoment(data.reactionDueAt)}</strong>
        </p>
      )}
      {byHand ? (
        <TextInput
          type="datetime-local"
          label={t("resolution.label")}
          value={draft.dueAt}
          error={errors.dueAt}
          data-autofocus
          onChange={(event) => set({ ...draft, dueAt: event.currentTarget.value })}
        />
      ) : (
        hasNorm &&
        data.dueAt && (
          <p className={classes.planned}>
            {t("resolution.label")} <strong>{formatMoment(data.dueAt)}</strong>
          </p>
        )
      )}
      {!byHand && data && (
        <p className={classes.soft}>
          {data.rule && data.calendar
            ? t("planned.by", { rule: data.rule.name, calendar: data.calendar.name })
            : t("planned.none")}
        </p>
      )}
      <div>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            const { dueAt: _, ...rest } = draft;
            set(byHand ? rest : { ...draft, dueAt: localMoment(data?.dueAt ?? null, timeZone) });
          }}
        >
          {t(byHand ? "planned.byRules" : "planned.byHand")}
        </Button>
      </div>
    </fieldset>
  );
}
