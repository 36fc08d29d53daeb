/** The list's work as bare statements: the same rows under the same scope, the names beside the ids, the same counts. */
import type { Ask } from "./bare.ts";
import type { Person } from "./people.ts";
import { ROWS, type View } from "./views.ts";

/** Counted exactly up to here. */
const COUNTED = 10_000;

/** `$1` workspace, `$2` employee, `$3` role, `$4` places; the same four for every statement of the list. */
const values = (workspaceId: string, { id, roleId, places }: Person) => [workspaceId, id, roleId, places];

/** Names all four parameters, so that every statement takes them. */
const ALL = "$1::uuid is not null and $2::uuid is not null and $3::uuid is not null and $4::uuid[] is not null";

/** Whose tickets: those of his sites, and of services that are open to his role. */
const scope = (person: Person) => `t.workspace_id = $1
  and ${person.places.length === 0 ? "true" : "(t.place_id is null or t.place_path && $4::uuid[])"}
  and (t.service_id is null
    or not exists (select from service_role r where r.workspace_id = t.workspace_id and r.service_id = t.service_id)
    or exists (select from service_role r
      where r.workspace_id = t.workspace_id and r.service_id = t.service_id and r.role_id = $3))`;

/** What a row of the list shows, labels and names with it. */
const COLUMNS = `t.id, t.number, t.version, t.status, t.category, t.process_key, t.process_version, t.subject,
  t.service_id, t.service_name, t.address, t.place_id, t.created_at, t.updated_at, t.rating, t.channel, t.priority,
  t.contact_id, t.contact_name, t.company_id, t.team_id, t.assignee_ids, t.controller_ids, t.resume_at, t.due_at,
  t.accepted_at, t.unseen, t.important, t.has_attachments, t.last_message_by`;

const MINE = `t.id in (select p.ticket_id from ticket_person p
  where p.workspace_id = $1 and p.employee_id = $2 and p.part = 'assignee'`;

/** Whether the ticket has a label that lifts it, as the index of labelled tickets has it, and whether it is unread. */
const LABELLED = "t.label_bits <> 0";
const UNREAD = `(${MINE} and p.unread))`;
const late = (clock: string) => `(t.breached @> array['${clock}'] and t.category in ('new', 'open', 'paused')) desc`;
const ORDER = `t.has_important desc, (t.unseen > 0) desc, ${late("reaction")}, ${late("resolution")},
  ${UNREAD} desc, t.unseen desc, t.updated_at desc, t.id desc`;

/** Labelled and unread tickets by their labels, all others by the last change: what each index gives, ids alone. */
const foundOf = (where: string, person: Person) => {
  const branch = (
    which: string,
    order: string,
  ) => `(select t.id, t.has_important, t.unseen, t.breached, t.category, t.updated_at
    from ticket t where ${ALL} and ${scope(person)} and ${where} and ${which} order by ${order} limit ${ROWS + 1})`;
  return `(${branch(LABELLED, ORDER)}
    union all ${branch(`not ${LABELLED} and ${UNREAD}`, ORDER)}
    union all ${branch(`not ${LABELLED} and not ${UNREAD}`, "t.updated_at desc, t.id desc")})`;
};

const rowsOf = (where: string, person: Person) => `
  select ${COLUMNS}, c.name as company_name, m.name as team_name, p.name as place_name,
    ${UNREAD} as unread,
    array(select e.name from employee e where e.workspace_id = t.workspace_id and e.id = any(t.assignee_ids)) as assignees,
    array(select e.name from employee e where e.workspace_id = t.workspace_id and e.id = any(t.controller_ids)) as controllers
  from (select t.id from ${foundOf(where, person)} t order by ${ORDER} limit ${ROWS + 1}) f
    join ticket t on t.workspace_id = $1 and t.id = f.id
    left join company c on c.workspace_id = t.workspace_id and c.id = t.company_id
    left join team m on m.workspace_id = t.workspace_id and m.id = t.team_id
    left join place p on p.workspace_id = t.workspace_id and p.id = t.place_id
  order by ${ORDER}`;

const totalOf = (where: string, person: Person) => `
  select count(*) from (select from ticket t where ${ALL} and ${scope(person)} and ${where} limit ${COUNTED + 1}) found`;

const countOf = (where: string, person: Person) =>
  `(select count(*) from (select from ticket t where ${scope(person)} and ${where} limit ${COUNTED}) found)`;

const countersOf = (person: Person) => `select ${ALL},
  ${countOf("t.category = 'new'", person)} as new,
  ${countOf("t.unseen > 0", person)} as unseen,
  ${countOf(`${MINE} and p.at_work) and t.category in ('new', 'open')`, person)} as mine,
  ${countOf(`${MINE} and p.unread)`, person)} as unread`;

/** Rows, total and counters, one prepared statement each. */
export async function lookAtListBare(ask: Ask, workspaceId: string, person: Person, view: View): Promise<void> {
  const given = values(workspaceId, person);
  await ask(`rows ${view.name}`, rowsOf(view.sql, person), given);
  await ask(`total ${view.name}`, totalOf(view.sql, person), given);
  await ask("counters", countersOf(person), given);
}

/**
 * Rows and total of a search: by the words in any form, or as a part of the client's name or of the address. `$5` is the
 * question of the text search, `$6` the pattern.
 */
export async function searchBare(ask: Ask, workspaceId: string, person: Person, words: string): Promise<void> {
  const found = "(t.search @@ search_query($5) or t.contact_name ilike $6 or t.address ilike $6)";
  const query = words
    .split(" ")
    .map((word) => `${word}:*`)
    .join(" & ");
  const given = [...values(workspaceId, person), query, `%${words}%`];
  await ask("search rows", rowsOf(found, person), given);
  await ask("search total", totalOf(found, person), given);
}
