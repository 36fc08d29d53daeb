import {
  type AskedSummary,
  BASES,
  HOURS,
  type Hours,
  type Period,
  PRESETS,
  type Preset,
  periodOf,
  SPLITS,
} from "../../../core/reports/summary.ts";
import type { ReportSearch } from "../app/address.ts";

/** What a summary is asked for as it stands in the address, and by which name its period goes there. */
export type Asked = AskedSummary & { preset: Preset | "own"; hours: Hours };

const USUAL: Preset = "month";
const isDay = (text: string | undefined): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? "");
const among = <T extends string>(all: readonly T[], text: string | undefined): T | undefined =>
  all.find((one) => one === text);

/** Reads the address; what stands there and means nothing is as if it were not there. */
export function readAsked(search: ReportSearch, today: string): Asked {
  const { from, to, where = "" } = search;
  const isOwn = isDay(from) && isDay(to);
  const preset = isOwn ? "own" : (among(PRESETS, search.period) ?? USUAL);
  const period: Period = isOwn ? { from, to } : periodOf(preset === "own" ? USUAL : preset, today);
  return {
    ...{ ...period, preset, where },
    by: among(BASES, search.by) ?? "registration",
    hours: among(HOURS, search.hours) ?? "all",
    split: among(SPLITS, search.split) ?? "employee",
  };
}
