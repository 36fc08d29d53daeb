import { ActionIcon, Combobox, useCombobox } from "@mantine/core";
import { keepPreviousData } from "@tanstack/react-query";
import { type RefObject, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { useCard } from "./card.ts";
import { type Mention, mentionsIn } from "./mentioned.ts";
import classes from "./people.module.css";
import { insertInto, sinceSign, useSearchField, useSign } from "./use-sign.ts";

/**
 * People called by name with `@` [O-COM-07]: the button that finds them, and the ids of those whose names stand in a
 * text. `thread`: notes call employees, messages also contacts of the ticket's company.
 */
export function useMentions(thread: "messages" | "notes", text: RefObject<HTMLTextAreaElement | null>) {
  const known = useRef<Mention[]>([]);
  return {
    button: <MentionButton thread={thread} text={text} onMention={(person) => known.current.push(person)} />,
    idsIn: (written: string): string[] => mentionsIn(written, known.current),
  };
}

function MentionButton(props: {
  thread: "messages" | "notes";
  text: RefObject<HTMLTextAreaElement | null>;
  onMention: (person: Mention) => void;
}) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const [search, setSearch] = useState("");
  const back = () => props.text.current?.focus();
  const box = useCombobox({
    onDropdownClose: () => {
      box.resetSelectedOption();
      setSearch("");
      back();
    },
  });
  const { data } = useRoute(
    "listMentionable",
    { params: { id: ticket.id }, query: { thread: props.thread, ...(search.trim() ? { search: search.trim() } : {}) } },
    { enabled: box.dropdownOpened, placeholderData: keepPreviousData },
  );
  const people = data?.items ?? [];
  const bySign = useRef(false);
  // The sign itself opens the list; what is written on before its field stands, are its first letters.
  useSign(props.text, "@", () => {
    bySign.current = true;
    box.openDropdown();
  });
  const written = () => (bySign.current ? sinceSign(props.text.current, "@") : undefined);
  const field = useSearchField(box.dropdownOpened, () => setSearch(written()?.words ?? ""));
  const insert = (person: Mention) => {
    const from = written()?.from;
    props.onMention(person);
    box.closeDropdown();
    if (props.text.current) insertInto(props.text.current, `@${person.name} `, from);
  };
  return (
    <Combobox
      store={box}
      width={300}
      position="top-start"
      shadow="md"
      onOptionSubmit={(id) => {
        const person = people.find((one) => one.id === id);
        if (person) insert(person);
      }}
    >
      <Combobox.Target withAriaAttributes={false}>
        <ActionIcon
          aria-label={t("thread.mention")}
          title={t("thread.mention")}
          onClick={() => {
            bySign.current = false;
            box.toggleDropdown();
          }}
        >
          @
        </ActionIcon>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          ref={field}
          value={search}
          aria-label={t("thread.mention")}
          placeholder={t("people.find")}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            box.selectFirstOption();
          }}
        />
        <Combobox.Options mah={260} style={{ overflowY: "auto" }}>
          {data && people.length === 0 && <Combobox.Empty>{t("people.none.observer")}</Combobox.Empty>}
          {people.map((person) => (
            <Combobox.Option key={person.id} value={person.id}>
              {person.name}
              {person.detail && <span className={classes.job}>{person.detail}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
