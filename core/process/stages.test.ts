/** What is wrong with stages, and where a ticket stands when its process is changed under it. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { COMPANIES } from "../../test/process-case.ts";
import { checkProcess } from "./check.ts";
import { differences } from "./differences.ts";
import type { Handover, Process, Stage } from "./process.ts";
import { stageIn } from "./stages.ts";

const name = { en: "Stage", ru: "Этап" };
const label = { en: "On", ru: "Дальше" };
const STAGES: Record<string, Stage> = { first: { name }, second: { name }, end: { name, ended: true } };
const ON: Handover = { key: "on", from: ["first"], to: "second", label };
const withStages = (stages: Record<string, Stage>, handovers: Handover[]): Process => ({
  ...COMPANIES,
  stages,
  handovers,
});
const faults = (process: Process) => checkProcess(process).map(({ code, at }) => [code, at]);

describe("a process with stages", () => {
  it("[P-ROUTE-01] can get and lose stages, as long as each is reached", () => {
    assert.deepEqual(faults(withStages(STAGES, [ON])), []);
    const third = { ...STAGES, third: { name } };
    assert.deepEqual(faults(withStages(third, [ON])), [["stage-unreachable", "stages.third"]]);
    const toThird: Handover = { key: "further", from: ["second"], to: "third", label };
    assert.deepEqual(faults(withStages(third, [ON, toThird])), []);
    const { second: _, ...left } = STAGES;
    assert.deepEqual(faults(withStages(left, [ON])), [["unknown-stage", "handovers[0].to"]]);
  });

  it("differs from one whose stages stand in another order: tickets begin in the first", () => {
    const { first, ...rest } = STAGES;
    const before = withStages(STAGES, [ON]);
    const moved = withStages({ ...rest, ...(first ? { first } : {}) }, [ON]);
    assert.deepEqual(differences(before, before), []);
    assert.deepEqual(
      differences(before, moved).map(({ at, kind }) => [at, kind]),
      [["stages", "changed"]],
    );
  });

  it("is refused with two handovers of one name, one that stays, or a text that is missing", () => {
    assert.deepEqual(faults(withStages(STAGES, [ON, { ...ON }])), [["duplicate-handover", "handovers[1]"]]);
    assert.deepEqual(faults(withStages(STAGES, [ON, { ...ON, key: "stay", to: "first" }])), [
      ["duplicate-handover", "handovers[1]"],
    ]);
    const nameless = { ...STAGES, second: { name: { en: "", ru: "" } } };
    assert.deepEqual(faults(withStages(nameless, [ON])), [["name-missing", "stages.second.name"]]);
  });

  it("begins in no status that waits for a date", () => {
    const waits = { ...COMPANIES, startChoices: [{ status: "open" }, { status: "deferred" }] };
    assert.deepEqual(faults(waits), [["start-waits", "startChoices[1]"]]);
  });

  it("takes a ticket whose stage is gone to the first one", () => {
    const state = { stage: "second", stageTrail: [{ stage: "first", teamId: null, assignees: [] }] };
    const of = (process: Process, changes: object) => stageIn(process, { ...state, ...changes } as never);
    assert.deepEqual(of(withStages(STAGES, [ON]), {}), {});
    assert.deepEqual(of(withStages(STAGES, [ON]), { stage: "gone" }), { stage: "first", stageTrail: state.stageTrail });
    assert.deepEqual(of(COMPANIES, {}), { stage: null, stageTrail: [] });
  });
});
