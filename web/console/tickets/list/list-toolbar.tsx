import { Button, Indicator } from "@mantine/core";
import { MixerHorizontalIcon, PlusIcon } from "@radix-ui/react-icons";
import type { ReactNode, Ref } from "react";
import { useTranslation } from "react-i18next";
import type { Problem } from "../../../../core/condition/check.ts";
import type { Registry } from "../../../../core/fields/registry.ts";
import { useMay } from "../../../kit/session.ts";
import { showKeys } from "../../../kit/shortcut-keys.ts";
import { NewTickets } from "../../app/new-tickets.tsx";
import { sideBySide } from "./condition-text.ts";
import classes from "./list-screen.module.css";
import { SearchBox } from "./search-box.tsx";
import type { ListState } from "./use-list-state.ts";

/** Above the list: what part of it, what is looked for, how it is narrowed. */
export function ListToolbar(props: {
  registry: Registry;
  state: ListState;
  /** What the server could not read in the condition. */
  errors: readonly Problem[];
  /** Tabs, or a title. */
  head: ReactNode;
  onFilters: () => void;
  onAdd: () => void;
  searchRef: Ref<HTMLInputElement>;
  /** Views and columns. */
  tools: ReactNode;
}) {
  const { t } = useTranslation("list");
  const may = useMay();
  const { state, registry } = props;
  const count = sideBySide(state.where).length;
  return (
    <div className={classes.toolbar}>
      <div className={classes.bar}>
        {props.head}
        <span className={classes.notice}>
          <NewTickets />
        </span>
        {may("ticket.write") && (
          <Button className={classes.add ?? ""} leftSection={<PlusIcon />} title={showKeys("c")} onClick={props.onAdd}>
            {t("add")}
          </Button>
        )}
      </div>
      <div className={`${classes.bar} ${classes.find}`}>
        <SearchBox
          registry={registry}
          text={state.box}
          errors={[...state.errors, ...props.errors]}
          onSearch={state.find}
          inputRef={props.searchRef}
        />
        <Indicator
          label={count}
          size={16}
          offset={4}
          disabled={count === 0}
          color="indigo"
          classNames={{ indicator: classes.applied ?? "" }}
        >
          <Button
            className={classes.filters ?? ""}
            variant="default"
            leftSection={<MixerHorizontalIcon />}
            title={showKeys("f")}
            aria-label={count > 0 ? t("filter.buttonCount", { count }) : t("filter.title")}
            onClick={props.onFilters}
          >
            <span className={classes.wide}>{t("filter.title")}</span>
          </Button>
        </Indicator>
        {props.tools}
      </div>
    </div>
  );
}
