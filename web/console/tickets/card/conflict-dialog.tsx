import { Button, Group, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useCard } from "./card.ts";
import type { Conflict } from "./change.ts";
import type { Ticket } from "./collisions.ts";
import classes from "./conflict.module.css";
import { useWords } from "./fields.ts";

/** Two people saved at once: shows what differs, field by field, and takes what this person chooses [B-KEY-03]. */
export function ConflictDialog() {
  const { change } = useCard();
  return change.conflict ? <Difference conflict={change.conflict} /> : null;
}

function Difference({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation(["card", "common"]);
  const { collisions, base, theirs, choose } = conflict;
  const words = useWords(theirs);
  const names = { ...namesIn(base), ...namesIn(theirs), ...conflict.names };
  const show = (field: string, value: unknown) =>
    words.value(field, value, names) || <span className={classes.none}>{t("common:notSet")}</span>;
  return (
    <Modal
      opened
      onClose={() => choose(false)}
      title={t("conflict.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <Stack>
        <p className={classes.text}>{t("conflict.text", { count: collisions.length })}</p>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("conflict.field")}</th>
              <th scope="col">{t("conflict.yours")}</th>
              <th scope="col">{t("conflict.theirs")}</th>
            </tr>
          </thead>
          <tbody>
            {collisions.map(({ field, yours, theirs: other }) => (
              <tr key={field}>
                <th scope="row">{words.field(field)}</th>
                <td>{show(field, yours)}</td>
                <td>{show(field, other)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => choose(false)}>
            {t("conflict.takeTheirs")}
          </Button>
          <Button onClick={() => choose(true)} data-autofocus>
            {t("conflict.keepMine")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Names of all that a ticket mentions, by id. */
function namesIn(ticket: Ticket): Record<string, string> {
  const { placeView, clientView, observers = [], controllers = [], observerTeams = [] } = ticket;
  const things = [ticket.service, ticket.serviceType, ticket.team, ticket.company, clientView, ...ticket.assignees];
  const all = [...things, ...observers, ...controllers, ...observerTeams];
  const names = Object.fromEntries(all.flatMap((thing) => (thing?.id ? [[thing.id, thing.name]] : [])));
  return placeView ? { ...names, [placeView.id]: placeView.address } : names;
}
