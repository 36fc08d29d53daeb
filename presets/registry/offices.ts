import type { Text } from "../../core/process/process.ts";
import type { PresetPlaces } from "../workspace-preset.ts";
import list from "./offices.json" with { type: "json" };

export type Office = {
  /** Four digits as a text: leading zeros belong to it [R-OFF-03]. */
  code: string;
  /** As the sources spell it [R-OFF-06]. */
  name: string;
  /** Codes that end in 00 are those of regional directorates [R-OFF-09]. */
  kind: "directorate" | "inspectorate";
};

/** The tax offices in ascending order of their codes [R-OFF-01, R-OFF-02, R-OFF-05]. */
export const OFFICES: readonly Office[] = list.map(([code = "", name = ""]) => ({
  code,
  name,
  kind: code.endsWith("00") ? "directorate" : "inspectorate",
}));

/** What directorates are marked with among the sites. */
export const DIRECTORATE: Text = { en: "directorate", ru: "управление" };

/** The offices as sites, under their regions: the first two digits of the code [R-OFF-08]. */
export const places: readonly PresetPlaces[] = [...Map.groupBy(OFFICES, ({ code }) => code.slice(0, 2))].map(
  ([region, offices]) => ({
    name: { en: `Region ${region}`, ru: `Регион ${region}` },
    sites: offices.map(({ code, name, kind }) => ({ code, name, tags: kind === "directorate" ? [DIRECTORATE] : [] })),
  }),
);
