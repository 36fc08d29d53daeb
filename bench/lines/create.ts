import { sql } from "kysely";
import { bare } from "../bare.ts";
import { insertBare, templatesOf } from "../bare-create.ts";
import { drive, round } from "../drive.ts";
import { compared, type Line } from "../figure.ts";
import type { Act } from "../load.ts";
import { newTickets } from "../new-tickets.ts";

/** Tickets of residents entered by a program: routing, clocks, events and jobs in one transaction. */
export const create: Line = {
  name: "create",
  about: "tickets through the API with routing, clocks, events and jobs",
  needs: "size",
  async run(stage) {
    const bodies = await newTickets(stage, stage.quick ? 20 : 400);
    const headers = { authorization: `Bearer ${stage.token}`, "content-type": "application/json" };
    const templates = await templatesOf(stage, bodies.slice(0, 20), headers);
    const acts = bodies.map(
      (body): Act => [{ kind: "create", method: "POST", path: "/api/v1/tickets", headers, body }],
    );
    const driven = await drive(stage, acts);
    const left = await jobsWaiting();
    await stage.sweep();
    const without = await bare(stage, (ask, turn) => insertBare(ask, stage.workspaceId, templates, turn));
    await stage.sweep();
    const parts = {
      ...driven.parts,
      "bare p50": round(without.p50),
      "bare p95": round(without.p95),
      "jobs behind": left,
    };
    const must = { ratio: 0.5, rate: 300 };
    return [compared("create", "through the API", stage.size, { ...driven, bare: without.rate, parts }, must)];

    /** How far the jobs lie behind when the load ends. */
    async function jobsWaiting(): Promise<number> {
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from graphile_worker._private_jobs where run_at <= now()`.execute(stage.owner);
      return rows[0]?.count ?? 0;
    }
  },
};
