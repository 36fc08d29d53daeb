import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import type { Export } from "../../contract/exports.ts";
import type { Response } from "../../contract/routes.ts";
import { figure, type Line } from "../figure.ts";
import { memoryOf } from "../memory-of.ts";
import { ask } from "../people.ts";
import type { Stage } from "../stage.ts";

/** What design asks for. */
const ROWS = 100_000;
const MUST = 5_000;
/** Memory is flat when the second half of the rows adds no more than this, bytes. */
const FLAT = 32 * 2 ** 20;
const LOOK_EVERY_MS = 100;
/** The fields of a usual report: of every group, as many as a wide sheet has. */
const FIELDS = 25;

/** Export to Excel of 100,000 rows, or of all there are: by the job of the server, from the click to the file. */
export const exportLine: Line = {
  name: "export",
  about: "rows a second to Excel, with memory that stays flat",
  needs: "once",
  async run(stage) {
    const offered = await ask<Response<"listExportFields">>(stage.url, stage.token, "GET", "/export-fields");
    const groups = offered.modes[0]?.groups ?? [];
    const fields = groups.flatMap((group) => group.fields.map(({ key }) => key)).slice(0, FIELDS);
    const where = await conditionOf(stage, stage.quick ? 200 : ROWS);
    // The first one loads the package that writes workbooks.
    await exported(stage, { format: "xlsx", fields, where: await conditionOf(stage, 200) });
    const { rows, seconds, memory } = await exported(stage, { format: "xlsx", fields, where });
    const rate = rows / seconds;
    const growth = growthOf(memory);
    return [
      figure("export", `${rows.toLocaleString("en")} rows of ${fields.length} fields`, {
        size: stage.size,
        rate,
        value: `${Math.round(Math.max(0, ...memory) / 2 ** 20)} MB at most`,
        must: `≥ ${MUST} rows/s, memory flat`,
        pass: stage.quick ? null : rate >= MUST && growth <= FLAT,
        parts: { seconds, "growth of memory": growth, "at most": Math.max(0, ...memory) },
      }),
    ];
  },
};

/** A condition that so many tickets meet: those with the lowest numbers. */
async function conditionOf(stage: Stage, count: number): Promise<string> {
  const { rows } = await sql<{ number: number }>`
    select number from ticket where workspace_id = ${stage.workspaceId} order by number offset ${count - 1} limit 1`.execute(
    stage.owner,
  );
  return rows[0] ? `number<=${rows[0].number}` : "";
}

async function exported(stage: Stage, body: object): Promise<{ rows: number; seconds: number; memory: number[] }> {
  const memory: number[] = [];
  const begun = performance.now();
  const { id } = await ask<Export>(stage.url, stage.token, "POST", "/exports", body);
  for (;;) {
    await sleep(LOOK_EVERY_MS);
    const now = await ask<Export>(stage.url, stage.token, "GET", `/exports/${id}`);
    if (now.state === "running") memory.push(memoryOf(stage.server.pid).pss);
    if (now.state === "ready") return { rows: now.written, seconds: (performance.now() - begun) / 1000, memory };
    if (now.endedAt !== null) throw new Error(`The export ended as ${now.state}: ${now.fault}`);
  }
}

/** By how much the most of the second half lies above the most of the first. */
function growthOf(memory: readonly number[]): number {
  const half = Math.floor(memory.length / 2);
  return Math.max(0, ...memory.slice(half)) - Math.max(0, ...memory.slice(0, half));
}
