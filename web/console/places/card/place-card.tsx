import { Button, Menu } from "@mantine/core";
import { ChevronDownIcon, MoveIcon, PlusIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Place } from "../../../../contract/places.ts";
import { send } from "../../../kit/api.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { takenBack, useWritten } from "../../clients/own-fields.tsx";
import { Card } from "../../settings/frame/card.tsx";
import { CardHead } from "../../settings/frame/card-head.tsx";
import { Removal } from "../../settings/frame/card-parts.tsx";
import { EditorForm } from "../../settings/frame/editor-form.tsx";
import { Loaded } from "../../settings/frame/page.tsx";
import { useEditor } from "../../settings/frame/use-editor.ts";
import { ActivitySection } from "../../tickets/card/activity-section.tsx";
import { CHILDREN, fieldOf, type PlaceKind, shortName } from "../place-kinds.ts";
import { MovePlace } from "./move-place.tsx";
import { Occupants } from "./occupants.tsx";
import { PlaceFields } from "./place-fields.tsx";
import { bodyOf, checkPlace, formOf, NEW_PLACE } from "./place-form.ts";

const STALE = ["listPlaces"] as const;

type NewProps = {
  kind: PlaceKind;
  parent: string | undefined;
  onClose: () => void;
  onMade: (id: string) => void;
};

/** A new place below another one, or at the top of the tree. */
export function NewPlace({ kind, parent, onClose, onMade }: NewProps) {
  const { t } = useTranslation(["placesUi", "settings"]);
  const above = useRoute("getPlace", { params: { id: parent ?? "" } }, { enabled: parent !== undefined });
  const create = useAct("createPlace", { stale: [...STALE, "getPlace"] });
  const editor = useEditor({
    saved: NEW_PLACE,
    save: (value, changed) =>
      create.mutateAsync({ body: { ...bodyOf(value, changed), name: value.name, kind, parent: parent ?? null } }),
    check: (form) => checkPlace(form, t),
    onSaved: ({ id }) => onMade(id),
  });
  return (
    <Card>
      <CardHead
        title={t(`newTitle.${kind}`)}
        about={above.data ? t("below", { name: above.data.address || above.data.name }) : undefined}
        onClose={onClose}
      />
      <EditorForm editor={editor} isNew onCancel={onClose}>
        <PlaceFields editor={editor} kind={kind} />
      </EditorForm>
    </Card>
  );
}

type CardProps = {
  id: string;
  query: { data: Place | undefined; error: unknown; refetch: () => unknown };
  onClose: () => void;
  onOpen: (id: string) => void;
  onAdd: (kind: PlaceKind) => void;
};

export function PlaceCard({ query, ...props }: CardProps) {
  return <Loaded query={query}>{(place) => <KnownPlace {...props} place={place} />}</Loaded>;
}

function KnownPlace({ place, onClose, onOpen, onAdd }: Omit<CardProps, "query"> & { place: Place }) {
  const { t } = useTranslation(["placesUi", "settings"]);
  const client = useQueryClient();
  const may = useMay();
  const [isMoving, setMoving] = useState(false);
  const params = { id: place.id };
  const update = useAct("updatePlace", {
    stale: STALE,
    onSuccess: (next) => client.setQueryData(key("getPlace", { params }), next),
  });
  const remove = useAct("deletePlace", { stale: STALE });
  const written = useWritten("place");
  const editor = useEditor({
    saved: formOf(place),
    guard: {
      version: place.version,
      reload: async () => {
        const now = await send("getPlace", { params });
        client.setQueryData(key("getPlace", { params }), now);
        return { saved: formOf(now), version: now.version };
      },
    },
    save: (value, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(value, written(changed)), ifMatch }),
    check: (form) => checkPlace(form, t),
    undoable: takenBack,
  });
  const name = shortName(place, t);
  const field = fieldOf(place.kind);
  return (
    <Card>
      <CardHead
        title={place.address || name}
        onClose={onClose}
        about={
          <>
            {t(`kind.${place.kind}`)}
            {field && (
              <>
                {" · "}
                <Link to="/tickets" search={{ tab: "all", where: `${field}:${place.id} category:new,open,paused` }}>
                  {t("openTickets")}
                </Link>
              </>
            )}
          </>
        }
        way={place.ancestors.map(({ id, name: step, kind }) => ({
          key: id,
          name: kind === "entrance" || kind === "floor" ? shortName({ kind, name: step }, t) : step,
          open: () => onOpen(id),
        }))}
        actions={
          <>
            {CHILDREN[place.kind].length > 0 && (
              <Menu position="bottom-end" shadow="md" width={200}>
                <Menu.Target>
                  <Button variant="default" leftSection={<PlusIcon />} rightSection={<ChevronDownIcon />}>
                    {t("addInside")}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {CHILDREN[place.kind].map((kind) => (
                    <Menu.Item key={kind} onClick={() => onAdd(kind)}>
                      {t(`kind.${kind}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
            {place.kind !== "group" && (
              <Button variant="default" leftSection={<MoveIcon />} onClick={() => setMoving(true)}>
                {t("move.action")}
              </Button>
            )}
          </>
        }
      />
      <EditorForm editor={editor}>
        <PlaceFields editor={editor} kind={place.kind} />
        {place.kind !== "group" && place.kind !== "quarter" && <Occupants place={place} />}
        {place.kind === "unit" && may("ticket.read") && <ActivitySection of="place" id={place.id} />}
        <Removal
          texts="placesUi:delete"
          name={place.address || name}
          typed={place.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => onClose()}
        />
      </EditorForm>
      <MovePlace place={place} opened={isMoving} onClose={() => setMoving(false)} />
    </Card>
  );
}
