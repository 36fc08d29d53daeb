import { PlusIcon } from "@radix-ui/react-icons";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { LIMITS } from "../../../../core/process/limits.ts";
import { ChosenLine } from "./chosen-line.tsx";
import { withoutPlace } from "./draft.ts";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";
import { PlaceField } from "./place-field.tsx";

/** [O-REG-09] More places that it is about, found one at a time once the main one is chosen. */
export function OtherPlaces({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const [searches, setSearches] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const more = useRef<HTMLButtonElement>(null);
  const [found, setFound] = useState(0);
  useEffect(() => {
    if (searches) field.current?.focus();
  }, [searches]);
  // Where one was added there may be another to add.
  useEffect(() => {
    if (found > 0) more.current?.focus();
  }, [found]);
  const { place, otherPlaces: others = [] } = draft;
  const chosen = [...(place ? [place.id] : []), ...others.map(({ id }) => id)];
  return (
    <>
      {others.map(({ id, name }, at) => (
        <ChosenLine
          key={id}
          label={at === 0 ? t("where.others") : ""}
          name={name}
          error={at === others.length - 1 ? errors.otherPlaces : undefined}
          onRemove={() => set(withoutPlace(draft, id))}
        />
      ))}
      {searches ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: it only watches where the focus goes
        <div
          onBlur={(event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) setSearches(false);
          }}
        >
          <PlaceField
            label={t("where.oneMore")}
            placeholder={t("where.placeholder")}
            without={chosen}
            inputRef={field}
            onPick={(other) => {
              set({ ...draft, otherPlaces: [...others, other] });
              setSearches(false);
              setFound(found + 1);
            }}
          />
        </div>
      ) : (
        others.length < LIMITS.otherPlaces && (
          <button
            ref={more}
            type="button"
            className={`${classes.link} ${classes.more}`}
            onClick={() => setSearches(true)}
          >
            <PlusIcon />
            {t("where.oneMore")}
          </button>
        )
      )}
    </>
  );
}
