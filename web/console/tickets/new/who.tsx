import { Button, SimpleGrid, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData } from "@tanstack/react-query";
import { type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { PickField } from "../list/pick-field.tsx";
import { ChosenLine } from "./chosen-line.tsx";
import { type Draft, unregistered, withContact, withEmployee } from "./draft.ts";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";
import { WhatIsContact } from "./what-is.tsx";

/** Who asks: found by digits of the telephone or letters of the name, with the flat and the open tickets at once. */
export function Who({ draft, set, errors, inputRef }: PartProps & { inputRef: Ref<HTMLInputElement> }) {
  const { t } = useTranslation("newTicket");
  const [words, setWords] = useState("");
  const [search] = useDebouncedValue(words.trim(), 180);
  const { data, isFetching } = useRoute(
    "listContacts",
    { query: { search, suggest: true, limit: 12 } },
    { enabled: search.length > 1, placeholderData: keepPreviousData },
  );
  const colleagues = useRoute(
    "listEmployees",
    { query: { search, active: true, limit: 4 } },
    { enabled: search.length > 1, placeholderData: keepPreviousData },
  );
  const { contact, client } = draft;
  if (contact) {
    const whose = contact.employee ? t("who.employee") : contact.company?.name;
    const detail = [contact.phone, whose].filter(Boolean).join(" · ");
    return (
      <div className={classes.part}>
        <ChosenLine
          label={t("who.label")}
          name={contact.name}
          detail={detail}
          info={<WhatIsContact contact={contact} />}
          error={errors.contact}
          onRemove={() => set({ ...draft, contact: null })}
        />
        <OtherPlaces draft={draft} set={set} />
      </div>
    );
  }
  if (client) return <Stranger draft={draft} set={set} errors={errors} />;

  const found = search.length > 1 ? (data?.items ?? []) : [];
  const staff = search.length > 1 ? (colleagues.data?.items ?? []) : [];
  const add = () => {
    set({ ...draft, client: unregistered(words) });
    setWords("");
  };
  return (
    <div className={classes.part}>
      <PickField
        label={t("who.label")}
        placeholder={t("who.placeholder")}
        words={words}
        onWords={setWords}
        busy={isFetching || search !== words.trim()}
        error={errors.contact}
        inputRef={inputRef}
        none={words.trim().length > 1 ? t("who.none") : t("who.more")}
        onlyWithWords
        found={[
          ...found.map((one) => ({
            id: one.id,
            name: one.name,
            draw: (
              <span className={classes.found}>
                <span className={classes.foundName}>
                  <bdi>{one.name}</bdi>
                  {one.openTickets > 0 && (
                    <span className={classes.badge}>{t("open", { count: one.openTickets })}</span>
                  )}
                </span>
                <span className={classes.foundDetail}>
                  {[one.phone, one.places[0]?.address, one.company?.name].filter(Boolean).join(" · ")}
                </span>
              </span>
            ),
          })),
          ...staff.map(({ id, name, jobTitle }) => ({ id, name, detail: jobTitle, group: t("who.employees") })),
        ]}
        onPick={(id) => {
          const picked = found.find((one) => one.id === id);
          const colleague = staff.find((one) => one.id === id);
          if (picked) set(withContact(draft, picked));
          else if (colleague) set(withEmployee(draft, colleague));
        }}
        foot={
          <Button variant="subtle" fullWidth justify="flex-start" onClick={add}>
            {t("who.unregistered")}
          </Button>
        }
      />
      {words === "" && (
        <button type="button" className={classes.link} onClick={add}>
          {t("who.unregistered")}
        </button>
      )}
    </div>
  );
}

/** Other flats of the same person: one click, not another search. */
function OtherPlaces({ draft, set }: { draft: Draft; set: (draft: Draft) => void }) {
  const { t } = useTranslation("newTicket");
  const others = (draft.contact?.places ?? []).filter(({ id }) => id !== draft.place?.id).slice(0, 4);
  if (others.length === 0) return null;
  return (
    <div className={classes.offers}>
      <span className={classes.soft}>{t(draft.place ? "who.otherPlaces" : "who.places")}</span>
      {others.map(({ id, address }) => (
        <button
          key={id}
          type="button"
          className={classes.offer}
          onClick={() => set({ ...draft, place: { id, name: address } })}
        >
          <bdi>{address}</bdi>
        </button>
      ))}
    </div>
  );
}

/** [H-NEW-07] Somebody whom the desk does not know: the name, and how to reach him. */
function Stranger({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const client = draft.client ?? { name: "", phone: "", email: "" };
  const input = (field: keyof typeof client, more: object = {}) => (
    <TextInput
      label={t(`who.${field}`)}
      value={client[field]}
      error={errors[`client.${field}`]}
      maxLength={field === "phone" ? 40 : 200}
      autoComplete="off"
      onChange={(event) => set({ ...draft, client: { ...client, [field]: event.currentTarget.value } })}
      {...more}
    />
  );
  return (
    <fieldset className={`${classes.part} ${classes.plain}`} aria-label={t("who.stranger")}>
      <ChosenLine
        label={t("who.label")}
        name={t("who.stranger")}
        error={errors.client}
        onRemove={() => set({ ...draft, client: null })}
      />
      {input("name", { withAsterisk: true, autoFocus: client.name === "" })}
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md" verticalSpacing="md">
        {input("phone", { inputMode: "tel", type: "tel" })}
        {input("email", { inputMode: "email", type: "email" })}
      </SimpleGrid>
    </fieldset>
  );
}
