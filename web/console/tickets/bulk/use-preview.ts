import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { BulkAction, BulkPreview } from "../../../../contract/bulk.ts";
import { send } from "../../../kit/api.ts";
import { type Chosen, isComplete } from "./bulk-draft.ts";

/** What is typed is looked at after so long without another key, ms. */
const PAUSE = 350;

/** What the action would do now, asked anew with each change of it; nothing while something is still to be said. */
export function usePreview(
  action: BulkAction,
  chosen: Chosen,
): { preview: BulkPreview | undefined; error: unknown; busy: boolean } {
  const [asked] = useDebouncedValue(action, PAUSE);
  const enabled = isComplete(action) && isComplete(asked);
  const { data, error, isFetching } = useQuery({
    queryKey: ["previewBulk", asked, chosen],
    queryFn: ({ signal }) => send<"previewBulk">("previewBulk", { body: { action: asked, ...chosen }, signal }),
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return {
    preview: enabled ? data : undefined,
    error: enabled ? error : undefined,
    busy: enabled && (isFetching || asked !== action),
  };
}
