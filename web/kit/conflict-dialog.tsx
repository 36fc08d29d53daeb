import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./conflict-dialog.module.css";

/** A field that two people changed, in words: what this person wrote, and what is there now. */
export type Differing = { field: string; name: string; yours: ReactNode; theirs: ReactNode };

/** Two people saved at once: shows what differs, field by field, and takes what this person chooses [B-KEY-03]. */
export function ConflictDialog(props: {
  differing: readonly Differing[];
  choose: (keepMine: boolean) => void;
  /** Where the thing has a name that says more than "this". */
  texts?: { title: string; theirs: string; takeTheirs: string };
}) {
  const { t } = useTranslation();
  const { differing, choose, texts } = props;
  const show = (value: ReactNode) => value || <span className={classes.none}>{t("notSet")}</span>;
  return (
    <Modal
      opened
      onClose={() => choose(false)}
      title={texts?.title ?? t("conflict.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <Stack>
        <p className={classes.text}>{t("conflict.text", { count: differing.length })}</p>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t("conflict.field")}</th>
              <th scope="col">{t("conflict.yours")}</th>
              <th scope="col">{texts?.theirs ?? t("conflict.theirs")}</th>
            </tr>
          </thead>
          <tbody>
            {differing.map(({ field, name, yours, theirs }) => (
              <tr key={field}>
                <th scope="row">{name}</th>
                <td>{show(yours)}</td>
                <td>{show(theirs)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => choose(false)}>
            {texts?.takeTheirs ?? t("conflict.takeTheirs")}
          </Button>
          <Button onClick={() => choose(true)} data-autofocus>
            {t("conflict.keepMine")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
