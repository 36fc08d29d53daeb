import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalList } from "./refusal-list.tsx";

/**
 * Asks before something that cannot be undone. With `name` the person types it first; `run` may throw what the server
 * refuses.
 */
export function ConfirmDanger(props: {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What will be gone, and what stays. */
  children: ReactNode;
  name?: string;
  action: string;
  run: () => Promise<unknown>;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isSure = props.name === undefined || typed.trim() === props.name.trim();
  const close = () => {
    setTyped("");
    setError(undefined);
    props.onClose();
  };
  const run = async () => {
    if (!isSure || busy) return;
    setBusy(true);
    try {
      await props.run();
      close();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal
      opened={props.opened}
      onClose={close}
      title={props.title}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <Stack>
          <div>{props.children}</div>
          {props.name !== undefined && (
            <TextInput
              label={t("confirm.type", { name: props.name })}
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
              autoComplete="off"
              data-autofocus
            />
          )}
          <RefusalList error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {t("action.cancel")}
            </Button>
            <Button type="submit" color="red.9" disabled={!isSure} loading={busy}>
              {props.action}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
