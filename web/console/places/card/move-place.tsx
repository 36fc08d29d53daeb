import { Button, Group, Modal, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../../contract/places.ts";
import { key, useAct } from "../../../kit/query.ts";
import { RefusalList } from "../../../kit/refusal-list.tsx";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { PARENTS, shortName } from "../place-kinds.ts";
import classes from "../places.module.css";
import { PlaceTree } from "../tree/tree.tsx";
import { TreeRow } from "../tree-row.tsx";

type Props = { place: Place; opened: boolean; onClose: () => void };

/** Puts a place below another one; addresses of what is in it and of its tickets follow. */
export function MovePlace(props: Props) {
  const { t } = useTranslation(["placesUi", "common"]);
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      size="lg"
      title={t("move.title", { name: props.place.address || props.place.name })}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      <MoveForm {...props} />
    </Modal>
  );
}

function MoveForm({ place, onClose }: Props) {
  const { t } = useTranslation(["placesUi", "common"]);
  const client = useQueryClient();
  const fault = useFaultToast();
  const [chosen, setChosen] = useState<Place>();
  const params = { id: place.id };
  const update = useAct("updatePlace", {
    stale: ["listPlaces"],
    onSuccess: (next) => client.setQueryData(key("getPlace", { params }), next),
  });
  const parents = PARENTS[place.kind];
  const fits = (one: Place) =>
    parents.includes(one.kind) && one.id !== place.id && !one.ancestors.some(({ id }) => id === place.id);
  const deepest = parents.includes("floor") ? 3 : parents.includes("entrance") ? 2 : parents.includes("site") ? 1 : 0;
  const opens = ({ kind }: Place) =>
    kind === "group" || kind === "quarter" || (kind === "site" && deepest > 1) || (kind === "entrance" && deepest > 2);
  const before = place.parent?.id ?? null;
  const go = (parent: string | null) =>
    update.mutate(
      { params, body: { parent } },
      {
        onSuccess: () => {
          onClose();
          const back = () => update.mutateAsync({ params, body: { parent: before } }).catch(fault);
          toast(t("move.done"), { undo: back });
        },
      },
    );
  return (
    <Stack>
      <div>{t("move.text")}</div>
      <div className={classes.picker}>
        <PlaceTree
          label={t("move.where")}
          chosen={chosen?.id}
          path={place.ancestors.map(({ id }) => id)}
          opens={opens}
          choose={(one) => fits(one) && setChosen(one)}
          draw={(one) => (
            <span className={classes.choice} data-off={!fits(one) || undefined}>
              <TreeRow place={one} />
            </span>
          )}
          empty={null}
        />
      </div>
      <RefusalList error={update.error} />
      <Group justify="flex-end" gap="sm">
        {parents.includes(null) && before !== null && (
          <Button variant="default" me="auto" loading={update.isPending} onClick={() => go(null)}>
            {t("move.top")}
          </Button>
        )}
        <Button variant="default" onClick={onClose}>
          {t("common:action.cancel")}
        </Button>
        <Button
          disabled={!chosen || chosen.id === before}
          loading={update.isPending}
          onClick={() => chosen && go(chosen.id)}
        >
          {chosen && chosen.id !== before ? t("move.to", { name: shortName(chosen, t) }) : t("move.action")}
        </Button>
      </Group>
    </Stack>
  );
}
