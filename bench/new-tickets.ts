import { sql } from "kysely";
import { ask } from "./people.ts";
import type { Stage } from "./stage.ts";

const SUBJECTS = [
  "Протекает кран на кухне",
  "Не горит свет в подъезде",
  "Лифт стоит на пятом этаже",
  "Холодные батареи",
];

/**
 * Bodies of `POST /tickets` as a dispatcher's program sends them: a resident, his flat and a service that routes to a
 * team. Services that ask for more than that are left out.
 */
export async function newTickets(stage: Stage, count: number): Promise<string[]> {
  const random = stage.random("create");
  const { rows: homes } = await sql<{ contact: string; place: string }>`
    select contact_id as contact, place_id as place from occupancy where workspace_id = ${stage.workspaceId}
    order by place_id, contact_id limit 20000`.execute(stage.owner);
  const services = await openServices(stage, random.pick(homes));
  return Array.from({ length: count }, (_, index) => {
    const { contact, place } = random.pick(homes);
    return JSON.stringify({
      subject: random.pick(SUBJECTS),
      description: `Заявка ${index}: ${random.pick(SUBJECTS).toLowerCase()}, просим прислать мастера.`,
      channel: "call",
      service: random.pick(services),
      contact,
      place,
    });
  });
}

/** Services that take a ticket as it is, those with a team first. */
async function openServices(stage: Stage, home: { contact: string; place: string }): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from service where workspace_id = ${stage.workspaceId} and active
    order by team_id is null, name limit 40`.execute(stage.owner);
  const open: string[] = [];
  for (const { id } of rows) {
    const body = { subject: "Проверка", description: "", service: id, ...home };
    const taken = await ask(stage.url, stage.token, "POST", "/tickets", body).then(
      () => true,
      () => false,
    );
    if (taken) open.push(id);
    if (open.length === 8) break;
  }
  return open;
}
