import { ErrorState } from "../../../kit/error-state.tsx";
import { useRoute } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { EventList } from "../card/history.tsx";
import type { TicketRow } from "./use-tickets.ts";

/** [H-COL-16] What became of the ticket, the newest first; read when it is opened, page by page. */
export function RowHistory({ row }: { row: TicketRow }) {
  const { data: ticket, error, refetch } = useRoute("getTicket", { params: { id: row.id } });
  if (ticket) return <EventList ticket={ticket} />;
  return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={6} />;
}
