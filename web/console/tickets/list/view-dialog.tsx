import { Button, Group, Modal, Select, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { useMay, useMe } from "../../../kit/session.ts";
import type { View } from "./views.tsx";

/** What is asked for of a view: with whom it is shared, whether it is a tab, whether it holds columns and order. */
export type Asked = {
  name: string;
  sharing: { all: true } | { team: string } | null;
  pinned: boolean;
  withLook: boolean;
};

type Props = {
  /** Save what the list shows, copy a view, or change how one is set; closed without it. */
  dialog: "save" | "copy" | "set" | undefined;
  view: View | undefined;
  name: string;
  onClose: () => void;
  /** May throw what the server refuses. */
  onSave: (asked: Asked) => Promise<unknown>;
};

/** Asks for everything about a saved view. */
export function ViewDialog(props: Props) {
  const { t } = useTranslation(["views", "common"]);
  const { dialog } = props;
  return (
    <Modal
      opened={dialog !== undefined}
      onClose={props.onClose}
      title={t(`${dialog ?? "save"}Title`)}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <Form {...props} />
    </Modal>
  );
}

const NOBODY = "nobody";
const ALL = "all";

/** The inside, made anew each time: it begins with the view as it is. */
function Form({ dialog, view, name, onClose, onSave }: Props) {
  const { t } = useTranslation(["views", "common"]);
  const me = useMe().person.id;
  const may = useMay();
  const teams = useRoute("listTeams", {});
  const isOld = dialog === "set" && view !== undefined;
  const isHeld = view !== undefined && Object.keys(view.settings).length > 0;
  const before = isOld ? view.sharing : null;
  const [typed, setTyped] = useState(name);
  const [audience, setAudience] = useState(before === null ? NOBODY : "all" in before ? ALL : before.team.id);
  const [pinned, setPinned] = useState(isOld ? view.pinned : true);
  const [withLook, setWithLook] = useState(isHeld);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const errors = useFieldErrors(error);
  const mine = (teams.data?.items ?? []).filter(
    ({ id, members }) => may("view.share") || id === audience || members.some((member) => member.id === me),
  );
  const data = [
    { value: NOBODY, label: t("sharing.nobody") },
    ...(may("view.share") || audience === ALL ? [{ value: ALL, label: t("sharing.all") }] : []),
    ...mine.map((team) => ({ value: team.id, label: team.name })),
  ];
  const save = async () => {
    if (typed.trim() === "" || busy) return;
    setBusy(true);
    const sharing = audience === NOBODY ? null : audience === ALL ? { all: true as const } : { team: audience };
    try {
      await onSave({ name: typed.trim(), sharing, pinned, withLook });
      onClose();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t("name")}
          value={typed}
          maxLength={100}
          data-autofocus
          error={errors.name}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setError(undefined);
          }}
        />
        <Select
          label={t("sharing.title")}
          description={may("view.share") ? t("sharing.about") : t("sharing.aboutTeam")}
          data={data}
          value={audience}
          allowDeselect={false}
          searchable={data.length > 8}
          error={errors.sharing}
          comboboxProps={{ withinPortal: true }}
          onChange={(value) => setAudience(value ?? NOBODY)}
        />
        <Switch
          label={t("withLook")}
          description={t(isHeld ? "withLookKept" : "withLookNow")}
          checked={withLook}
          onChange={(event) => setWithLook(event.currentTarget.checked)}
        />
        <Switch
          label={t("asTab")}
          description={t("asTabAbout")}
          checked={pinned}
          onChange={(event) => setPinned(event.currentTarget.checked)}
        />
        <RefusalList error={error} except={["name", "sharing"]} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={typed.trim() === ""} loading={busy}>
            {t("common:action.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
