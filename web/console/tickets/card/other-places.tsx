import { ActionIcon, Input } from "@mantine/core";
import { Cross2Icon, PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LIMITS } from "../../../../core/process/limits.ts";
import { ChoiceField } from "./choice-field.tsx";
import type { EditDraft } from "./edit-form.ts";
import classes from "./information.module.css";

/** [O-REG-09] Further places of the ticket while they are edited: taken off by the cross, found one at a time. */
export function OtherPlaces(props: {
  draft: EditDraft;
  set: (part: Pick<EditDraft, "otherPlaces">) => void;
  error: string | undefined;
}) {
  const { t } = useTranslation(["card", "common"]);
  const [searches, setSearches] = useState(false);
  const { site, unit, otherPlaces: others = [] } = props.draft;
  const main = unit ?? site;
  const isFull = others.length >= LIMITS.otherPlaces;
  if (!main && others.length === 0) return null;
  return (
    <>
      {others.length > 0 && (
        <Input.Wrapper label={t("field.otherPlaces")} labelElement="div" error={props.error}>
          <ul className={classes.several}>
            {others.map(({ id, name }) => (
              <li key={id} className={classes.chosen}>
                <bdi className={classes.one}>{name}</bdi>
                <ActionIcon
                  size={24}
                  aria-label={`${t("common:action.clear")}: ${name}`}
                  onClick={() => props.set({ otherPlaces: others.filter((one) => one.id !== id) })}
                >
                  <Cross2Icon />
                </ActionIcon>
              </li>
            ))}
          </ul>
        </Input.Wrapper>
      )}
      {searches ? (
        <ChoiceField
          label={t("information.onePlaceMore")}
          value={null}
          begins
          where={{ kind: "place", without: [...(main ? [main.id] : []), ...others.map(({ id }) => id)] }}
          onLeave={() => setSearches(false)}
          onChange={(place) => {
            if (place) props.set({ otherPlaces: [...others, place] });
          }}
        />
      ) : (
        !isFull && (
          <button type="button" className={classes.more} onClick={() => setSearches(true)}>
            <PlusIcon />
            {t("information.onePlaceMore")}
          </button>
        )
      )}
    </>
  );
}
