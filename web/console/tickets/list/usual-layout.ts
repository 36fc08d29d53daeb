import { useMemo } from "react";
import { useMe } from "../../../kit/session.ts";
import { DEFAULT_LAYOUT, type Layout } from "./columns.ts";

/** The columns for who has not chosen his own: those of the workspace, or the usual ones [H-LIST-08]. */
export function useUsualLayout(): Layout {
  const { columns } = useMe().list;
  return useMemo(() => (columns.length > 0 ? columns.map((key) => ({ key })) : DEFAULT_LAYOUT), [columns]);
}
