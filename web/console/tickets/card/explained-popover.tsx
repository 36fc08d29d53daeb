import { Popover } from "@mantine/core";
import { type ReactElement, type ReactNode, Suspense, useState } from "react";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import classes from "./why.module.css";

/** What goes on the button that opens an explanation. */
type Opens = { "aria-label": string; title: string; onClick: () => void };

/** Explains something beside the button that opens it; what it says is loaded when it is first opened. */
export function ExplainedPopover(props: {
  label: string;
  button: (opens: Opens) => ReactElement;
  children: ReactNode;
}) {
  const [opened, setOpened] = useState(false);
  const { label } = props;
  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      shadow="md"
      withArrow
      trapFocus
      returnFocus
      width={360}
    >
      <Popover.Target>
        {props.button({ "aria-label": label, title: label, onClick: () => setOpened(!opened) })}
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown ?? ""} aria-label={label} tabIndex={-1} data-autofocus>
        <Suspense fallback={<SkeletonRows rows={3} />}>{props.children}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
