import { Button } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import type { To } from "./rows.tsx";

/** The primary button of a list: it leads to the form of a new one. */
export function AddLink({ label, ...address }: To & { label: string }) {
  return (
    <Button
      // Links take the colour of the text around them: a filled button says its own.
      c="var(--mantine-color-white)"
      leftSection={<PlusIcon />}
      renderRoot={(props) => <Link {...props} {...address} />}
    >
      {label}
    </Button>
  );
}
