import { ActionIcon } from "@mantine/core";
import { ChevronLeftIcon, Cross2Icon } from "@radix-ui/react-icons";
import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import classes from "./card-head.module.css";

/** The top of a card beside a list: the way down to it, its name, what can be done, and out again. */
export function CardHead(props: {
  title: string;
  about?: ReactNode;
  way?: readonly { key: string; name: string; open: () => void }[];
  actions?: ReactNode;
  onClose: () => void;
}) {
  const { t } = useTranslation(["settings", "common"]);
  const heading = useRef<HTMLHeadingElement>(null);
  // Whoever opened it by the keyboard is brought to it.
  useEffect(() => {
    if (document.activeElement?.closest("a, button, [role=treeitem]")) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <header className={classes.head}>
      <button type="button" className={classes.back} onClick={props.onClose}>
        <ChevronLeftIcon />
        {t("common:action.back")}
      </button>
      <ActionIcon className={classes.close ?? ""} aria-label={t("common:action.close")} onClick={props.onClose}>
        <Cross2Icon />
      </ActionIcon>
      {props.way && props.way.length > 0 && (
        <nav className={classes.way} aria-label={t("settings:way")}>
          {props.way.map(({ key, name, open }) => (
            <button key={key} type="button" onClick={open}>
              {name}
            </button>
          ))}
        </nav>
      )}
      <h1 className={classes.title} ref={heading} tabIndex={-1}>
        {props.title}
      </h1>
      {props.about && <div className={classes.about}>{props.about}</div>}
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </header>
  );
}
