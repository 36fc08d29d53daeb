import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { RefusalList } from "../../../kit/refusal-list.tsx";

type Props = {
  opened: boolean;
  title: string;
  label: string;
  name?: string;
  onClose: () => void;
  /** May throw what the server refuses. */
  onName: (name: string) => Promise<unknown>;
};

/** Asks for a name. */
export function NameDialog(props: Props) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size="sm"
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <NameForm {...props} />
    </Modal>
  );
}

/** The inside, made anew each time, so that it begins with the name as it is. */
function NameForm({ label, name = "", onClose, onName }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(name);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        if (typed.trim() === "" || busy) return;
        setBusy(true);
        try {
          await onName(typed.trim());
          onClose();
        } catch (fault) {
          setError(fault);
          setBusy(false);
        }
      }}
    >
      <Stack gap="md">
        <TextInput
          label={label}
          value={typed}
          maxLength={100}
          data-autofocus
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <RefusalList error={error} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("action.cancel")}
          </Button>
          <Button type="submit" disabled={typed.trim() === ""} loading={busy}>
            {t("action.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
