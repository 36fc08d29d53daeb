import { Button, MultiSelect, NativeSelect } from "@mantine/core";
import { TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Reaction } from "../../../../core/process/process.ts";
import { Two } from "../frame/section.tsx";
import { chosen, coded, guardChoices, guardsFor, statusChoices } from "./choices.ts";
import { FaultsOf } from "./fault-list.tsx";
import classes from "./process.module.css";
import type { ProcessEditor } from "./use-process-editor.ts";

export const EVENTS: readonly Reaction["event"][] = [
  "client.said",
  "employee.said",
  "employee.noted",
  "approval.done",
  "incident.done",
];
const LINKED = "+linked";

/** What the process does by itself: when what happens in which statuses, and where it goes then. */
export function ReactionForm({ of, index }: { of: ProcessEditor; index: number }) {
  const { t } = useTranslation("processUi");
  const { process, change, select } = of;
  const reaction = process.on[index];
  if (!reaction) return null;
  const put = (next: Reaction | undefined) =>
    change({ ...process, on: process.on.flatMap((one, at) => (at === index ? (next ?? []) : one)) });
  const guards = guardsFor(reaction.when ?? []);
  const does = "move" in reaction.do ? reaction.do.move : LINKED;
  return (
    <div className={classes.fields}>
      <FaultsOf faults={of.faultsAt(`on[${index}]`)} process={process} />
      <Two>
        <NativeSelect
          label={t("on.event")}
          value={reaction.event}
          data={EVENTS.map((event) => ({ value: event, label: t(`on.${event}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const event = EVENTS.find((one) => one === value);
            if (event) put({ ...reaction, event });
          }}
        />
        <NativeSelect
          label={t("on.do")}
          value={does}
          data={[...statusChoices(process), { value: LINKED, label: t("on.linked") }]}
          onChange={({ currentTarget: { value } }) =>
            put({ ...reaction, do: value === LINKED ? { open: "linked" } : { move: value } })
          }
        />
      </Two>
      <MultiSelect
        searchable
        label={t("on.in")}
        data={statusChoices(process)}
        value={reaction.in}
        onChange={(keys) => put({ ...reaction, in: keys })}
      />
      <MultiSelect
        label={t("move.when")}
        searchable
        data={guardChoices(guards, t)}
        value={(reaction.when ?? []).map(coded)}
        onChange={(codes) => {
          const { when: _, ...rest } = reaction;
          put(codes.length > 0 ? { ...rest, when: chosen(guards, codes) } : rest);
        }}
      />
      <div className={classes.end}>
        <span />
        <Button
          variant="subtle"
          c="var(--red-ink)"
          leftSection={<TrashIcon />}
          onClick={() => {
            select(undefined);
            put(undefined);
          }}
        >
          {t("on.remove")}
        </Button>
      </div>
    </div>
  );
}
