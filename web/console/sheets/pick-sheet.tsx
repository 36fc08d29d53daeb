import { Button, Drawer, Loader, TextInput } from "@mantine/core";
import { MagnifyingGlassIcon } from "@radix-ui/react-icons";
import { type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import classes from "./pick-sheet.module.css";
import { useBackCloses } from "./use-back-closes.ts";

/** One thing that can be chosen: `detail` tells namesakes apart, `side` stands at the end of its line. */
export type SheetOption = { id: string; name: string; detail?: string | undefined; side?: ReactNode };

type Props = {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** What is looked for: the caller looks up, and gives what it has found. */
  words: string;
  onWords: (words: string) => void;
  find: string;
  options: readonly SheetOption[];
  busy: boolean;
  /** Said when nothing is found. */
  none: string;
  /** Ids that are chosen already. */
  chosen: readonly string[];
  /** Whether more than one can be chosen. */
  several?: boolean;
  done: string;
  onDone: (chosen: string[]) => void;
};

/** On a telephone: a sheet from below with a search on top, lines for the thumb, and one button that takes the choice. */
export function PickSheet(props: Props) {
  const { t } = useTranslation();
  useBackCloses(props.opened, props.onClose);
  return (
    <Drawer
      opened={props.opened}
      onClose={props.onClose}
      position="bottom"
      size="88dvh"
      padding={0}
      title={props.title}
      closeButtonProps={{ "aria-label": t("action.close"), iconSize: 18 }}
      classNames={{
        content: classes.sheet ?? "",
        header: classes.head ?? "",
        title: classes.title ?? "",
        body: classes.body ?? "",
      }}
    >
      <Inside {...props} />
    </Drawer>
  );
}

/** Made anew each time it is opened: it begins with what is chosen. */
function Inside(props: Props) {
  const { several = false, options } = props;
  const [chosen, setChosen] = useState<readonly string[]>(props.chosen);
  const name = useId();
  const toggle = (id: string) =>
    setChosen((now) => (!several ? [id] : now.includes(id) ? now.filter((one) => one !== id) : [...now, id]));
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        // The form that the sheet was opened from is not meant.
        event.stopPropagation();
        props.onDone([...chosen]);
        props.onClose();
      }}
    >
      <TextInput
        className={classes.find ?? ""}
        size="md"
        type="search"
        aria-label={props.find}
        placeholder={props.find}
        value={props.words}
        leftSection={<MagnifyingGlassIcon />}
        rightSection={props.busy ? <Loader size={14} /> : null}
        onChange={(event) => props.onWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          // Enter on the keyboard of a telephone ends the search, and does not take the choice.
          if (event.key !== "Enter") return;
          event.preventDefault();
          event.currentTarget.blur();
        }}
      />
      <fieldset className={classes.options} aria-label={props.title}>
        {options.map((option) => (
          <label key={option.id} className={classes.option}>
            <input
              type={several ? "checkbox" : "radio"}
              name={name}
              checked={chosen.includes(option.id)}
              onChange={() => toggle(option.id)}
            />
            <span className={classes.text}>
              <bdi>{option.name}</bdi>
              {option.detail && <span className={classes.detail}>{option.detail}</span>}
            </span>
            {option.side}
          </label>
        ))}
        {options.length === 0 && !props.busy && <p className={classes.none}>{props.none}</p>}
      </fieldset>
      <div className={classes.foot}>
        <Button type="submit" size="md" fullWidth>
          {several && chosen.length > 0 ? `${props.done} · ${chosen.length}` : props.done}
        </Button>
      </div>
    </form>
  );
}
