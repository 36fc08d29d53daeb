import { ActionIcon, Button } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { ChevronRightIcon, PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { PickSheet } from "../../sheets/pick-sheet.tsx";
import { Nothing } from "./block.tsx";
import { useAsked, useCard } from "./card.ts";
import { EmployeeName } from "./employee-name.tsx";
import { Load } from "./load.tsx";
import { type PickPart, selfFirst } from "./people-picker.tsx";
import phone from "./phone.module.css";
import { Line } from "./phone-line.tsx";
import { type Person, type Role, useAssign } from "./use-assign.ts";

const NONE = "none";

/**
 * Assignees or controllers on a telephone: each in a line that opens the sheet in which another one takes his place, or
 * nobody; a button for one more where more than one may stand [H-EMP-28…31].
 */
export function PhonePeople(props: {
  of: Role;
  part: PickPart & ("assignee" | "controller");
  people: readonly Person[];
  most: number;
  may: boolean;
}) {
  const { of: role, part, people, most, may } = props;
  const { t } = useTranslation(["card", "phoneCard"]);
  /** Whose place is chosen for: the number in the list; one behind its end is one more. */
  const [place, setPlace] = useState<number>();
  const [isFull, setFull] = useState(false);
  useAsked("assign", () => role === "assignees" && may && setPlace(people.length === 0 ? 0 : people.length - 1));
  const label = t(`people.${people.length > 1 ? role : part}`);
  const add = () => (people.length < most ? setPlace(people.length) : setFull(true));
  return (
    <div className={phone.people}>
      {people.length === 0 ? (
        <Line label={label} onOpen={may ? () => setPlace(0) : undefined}>
          <Nothing>{t("phoneCard:nobody")}</Nothing>
        </Line>
      ) : (
        people.map((person, at) => (
          <div key={person.id} className={phone.line}>
            <span className={phone.label}>{at === 0 && label}</span>
            <span className={phone.value}>
              <EmployeeName person={person} />
              {person.load !== undefined && role === "assignees" && <Load person={person} />}
            </span>
            {may && (
              <ActionIcon
                aria-label={t("phoneCard:change", { role: t(`people.${part}`), name: person.name })}
                onClick={() => setPlace(at)}
              >
                <ChevronRightIcon />
              </ActionIcon>
            )}
          </div>
        ))
      )}
      {may && most > 1 && people.length > 0 && (
        <Button variant="subtle" leftSection={<PlusIcon />} onClick={add}>
          {t(`phoneCard:add.${part}`)}
        </Button>
      )}
      {isFull && people.length >= most && (
        <p className={phone.full} role="status">
          {t(`phoneCard:most.${part}`, { count: most })}
        </p>
      )}
      <Sheet {...props} title={label} place={place} onClose={() => setPlace(undefined)} />
    </div>
  );
}

function Sheet(
  props: Parameters<typeof PhonePeople>[0] & { title: string; place: number | undefined; onClose: () => void },
) {
  const { of: role, part, people, place } = props;
  const { t } = useTranslation(["card", "phoneCard", "common"]);
  const { ticket } = useCard();
  const { set } = useAssign();
  const me = useMe().person.id;
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 150);
  const { data, isFetching } = useRoute(
    "listCandidates",
    { params: { id: ticket.id }, query: { part, ...(asked ? { search: asked } : {}), limit: 50 } },
    { enabled: place !== undefined, placeholderData: (before) => before },
  );
  const now = place === undefined ? undefined : people[place];
  const others = people.filter((person) => person !== now);
  const found = selfFirst(data?.items ?? [], me).filter(({ id }) => !others.some((person) => person.id === id));
  const close = () => {
    setWords("");
    props.onClose();
  };
  return (
    <PickSheet
      opened={place !== undefined}
      onClose={close}
      title={props.title}
      words={words}
      onWords={setWords}
      find={t("people.find")}
      options={[
        ...(asked === "" ? [{ id: NONE, name: t("phoneCard:nobody") }] : []),
        ...found.map((person) => ({
          id: person.id,
          name: person.id === me ? `${person.name} ${t("people.me")}` : person.name,
          detail: person.jobTitle || undefined,
          side: <Load person={person} plain />,
        })),
      ]}
      busy={isFetching}
      none={t(`people.none.${part}`)}
      chosen={[now?.id ?? NONE]}
      done={t("common:action.save")}
      onDone={([id = NONE]) => {
        if (id === (now?.id ?? NONE)) return;
        const next = found.find((person) => person.id === id);
        const at = place ?? 0;
        void set(role, [...people.slice(0, at), ...(next ? [next] : []), ...people.slice(at + 1)]);
      }}
    />
  );
}
