import { Button, Checkbox, Group, Modal, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../../contract/places.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { PlaceTree } from "../../places/tree/tree.tsx";
import classes from "./places-field.module.css";
import { type Ref, RefMultiSelect } from "./ref-select.tsx";

type Props = {
  label: string;
  about?: ReactNode;
  error?: ReactNode;
  value: readonly Ref[];
  onChange: (value: Ref[]) => void;
};

/** Sites, or whole groups of them: by search, or by ticking them in the tree. */
export function PlacesField({ label, about, error, value, onChange }: Props) {
  const { t } = useTranslation("placesUi");
  const [opened, setOpened] = useState(false);
  return (
    <div className={classes.field}>
      <RefMultiSelect
        kind="site"
        label={label}
        about={about}
        error={error}
        placeholder={t("pick.search")}
        value={value}
        onChange={onChange}
      />
      <Button variant="default" onClick={() => setOpened(true)}>
        {t("pick.tree")}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={label} size="lg">
        <TreeOfChoices label={label} value={value} onChange={onChange} onDone={() => setOpened(false)} />
      </Modal>
    </div>
  );
}

/** What is chosen in the tree is as deep as a site: whoever has a site has what is in it. */
const goesDeeper = ({ kind }: Place): boolean => kind === "group" || kind === "quarter";

function TreeOfChoices({ label, value, onChange, onDone }: Props & { onDone: () => void }) {
  const { t } = useTranslation(["placesUi", "common"]);
  const chosen = new Set(value.map(({ id }) => id));
  const isCovered = (place: Place) => place.ancestors.some(({ id }) => chosen.has(id));
  const toggle = (place: Place) => {
    if (isCovered(place)) return;
    if (chosen.has(place.id)) return onChange(value.filter(({ id }) => id !== place.id));
    onChange([...value, { id: place.id, name: place.address || place.name }]);
  };
  return (
    <Stack>
      <div className={classes.tree}>
        <PlaceTree
          label={label}
          opens={goesDeeper}
          choose={toggle}
          empty={<EmptyState title={t("placesUi:empty.title")} why={t("placesUi:empty.why")} />}
          draw={(place) => (
            <Checkbox
              tabIndex={-1}
              label={place.name}
              checked={chosen.has(place.id) || isCovered(place)}
              disabled={isCovered(place)}
              // The row around it is what is clicked.
              onChange={() => undefined}
              classNames={{ root: classes.box ?? "" }}
            />
          )}
        />
      </div>
      <Group justify="space-between">
        <span className={classes.soft}>{t("placesUi:pick.chosen", { count: value.length })}</span>
        <Button onClick={onDone}>{t("common:action.done")}</Button>
      </Group>
    </Stack>
  );
}
