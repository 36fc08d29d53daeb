import { Button } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { To } from "./rows.tsx";

/**
 * The button that leads to the form of a new one: of a list the primary one, `quiet` within a card. With an icon of its
 * own it leads to another page.
 */
export function AddLink({ label, quiet, icon, ...address }: To & { label: string; quiet?: boolean; icon?: ReactNode }) {
  return (
    <Button
      variant={quiet ? "default" : "filled"}
      // Links take the colour of the text around them: a filled button says its own.
      {...(quiet ? {} : { c: "var(--mantine-color-white)" })}
      leftSection={icon ?? <PlusIcon />}
      renderRoot={(props) => <Link {...props} {...address} />}
    >
      {label}
    </Button>
  );
}
