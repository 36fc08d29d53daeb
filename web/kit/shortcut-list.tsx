import { Modal } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { showKeys } from "./shortcut-keys.ts";
import classes from "./shortcuts.module.css";
import { useAllShortcuts } from "./shortcuts.ts";

/** All that keys do on this screen. */
export function ShortcutList({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const groups = Map.groupBy(useAllShortcuts(), ({ group }) => group);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("shortcuts.title")}
      size="lg"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={classes.groups}>
        {[...groups].map(([group, list]) => (
          <section key={group} className={classes.group}>
            <h3>{group}</h3>
            {list.map(({ keys, label }) => (
              <div key={`${keys} ${label}`} className={classes.line}>
                <span>{label}</span>
                <kbd className={classes.key}>{showKeys(keys)}</kbd>
              </div>
            ))}
          </section>
        ))}
      </div>
    </Modal>
  );
}
