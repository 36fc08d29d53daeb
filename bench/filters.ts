/** Random sets of filters, as people put them together: each is taken from a ticket that is there, so it finds some. */
import { sql } from "kysely";
import type { Stage } from "./stage.ts";

/** What of a ticket somebody may filter by: the condition, or null where the ticket has nothing of it. */
const FILTERS: readonly ((of: Found) => string | null)[] = [
  (t) => `status:${t.status}`,
  (t) => `channel:${t.channel}`,
  (t) => (t.priority ? `priority:${t.priority}` : null),
  (t) => (t.rating ? `rating<=${t.rating}` : null),
  (t) => (t.service_type_id ? `serviceType:${t.service_type_id}` : null),
  (t) => (t.service_id ? `service:${t.service_id}` : null),
  (t) => (t.breached[0] ? `overdue:${t.breached[0]}` : "overdue:none"),
  (t) => (t.due_at ? `due<${t.due_at.slice(0, 10)}` : null),
  (t) => (t.group_id ? `siteGroup:${t.group_id}` : null),
  (t) => (t.quarter_id ? `quarter:${t.quarter_id}` : null),
  (t) => (t.site_id ? `site:${t.site_id}` : null),
  (t) => (t.unit_id ? `unit:${t.unit_id}` : null),
  (t) => (t.entrance ? `entrance:${t.entrance}` : null),
  (t) => (t.floor ? `floor:${t.floor}` : null),
  (t) => (t.contact_name ? `client:"${t.contact_name.split(" ")[0]}"` : null),
  (t) => (t.tags[0] ? `clientTags:"${t.tags[0]}"` : null),
  (t) => (t.team_id ? `team:${t.team_id}` : "team:none"),
  (t) => (t.assignee_ids[0] ? `assignee:${t.assignee_ids[0]}` : "assignee:none"),
  (t) => (t.controller_ids[0] ? `controller:${t.controller_ids[0]}` : null),
  (t) => (t.accepted_by ? `acceptedBy:${t.accepted_by}` : null),
  (t) => (t.accepted_at ? `acceptedAt>=${t.accepted_at.slice(0, 10)}` : null),
  (t) => (t.approved_at ? "approved:yes" : null),
  (t) => (t.closed_by ? `closedBy:${t.closed_by}` : null),
  (t) => (t.closed_at ? `closedAt<${t.closed_at.slice(0, 10)}` : null),
  (t) => (t.was_reopened ? "reopened:yes" : "reopened:no"),
  (t) => (t.manager_id ? `quarterManager:${t.manager_id}` : null),
  (t) => (t.has_attachments ? "attachments:yes" : "attachments:no"),
  (t) => `created>=${t.created_at.slice(0, 10)}`,
  (t) => `number:${t.number}`,
];

type Found = {
  number: number;
  status: string;
  channel: string;
  priority: string | null;
  rating: number | null;
  breached: string[];
  contact_name: string;
  tags: string[];
  entrance: string | null;
  floor: string | null;
  assignee_ids: string[];
  controller_ids: string[];
  was_reopened: boolean;
  has_attachments: boolean;
  created_at: string;
} & Record<
  | "service_type_id"
  | "service_id"
  | "due_at"
  | "group_id"
  | "quarter_id"
  | "site_id"
  | "unit_id"
  | "team_id"
  | "accepted_by"
  | "accepted_at"
  | "approved_at"
  | "closed_by"
  | "closed_at"
  | "manager_id",
  string | null
>;

/** `count` conditions of one to three filters each, the same at every run on the same data. */
export async function randomFilters(
  { owner, workspaceId, size, random }: Pick<Stage, "owner" | "workspaceId" | "size" | "random">,
  count: number,
): Promise<string[]> {
  const { below, pick } = random("filters");
  const conditions: string[] = [];
  while (conditions.length < count) {
    const { rows } = await sql<{ ticket: Found }>`
      select to_jsonb(t) || jsonb_build_object('tags', coalesce(to_jsonb(c.tags), '[]'), 'manager_id', q.manager_id)
        as ticket from ticket t left join contact c on c.workspace_id = t.workspace_id and c.id = t.contact_id
        left join place q on q.workspace_id = t.workspace_id and q.id = t.quarter_id
      where t.workspace_id = ${workspaceId} and t.number >= ${1 + below(size)} order by t.number limit 1`.execute(
      owner,
    );
    const ticket = rows[0]?.ticket;
    if (!ticket) continue;
    const chosen = new Set(Array.from({ length: 1 + below(3) }, () => pick(FILTERS)));
    const parts = [...chosen].flatMap((filter) => filter(ticket) ?? []);
    if (parts.length > 0) conditions.push(parts.join(" "));
  }
  return conditions;
}
