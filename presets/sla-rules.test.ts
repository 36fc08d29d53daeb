import assert from "node:assert/strict";
import { it } from "node:test";
import { PRESETS } from "./presets.ts";
import { inLanguage } from "./workspace-preset.ts";

for (const { key, workspace } of PRESETS) {
  it(`${key} promises times to every ticket, by calendars and client categories that it brings`, () => {
    const { slaRules, calendars, clientCategories } = workspace;
    assert.ok(slaRules.every(({ calendar }) => calendars[calendar]));
    const [last, ...above] = slaRules.toReversed();
    assert.ok(
      last && last.condition === undefined && last.resolution !== null,
      "the last rule is for all that is left",
    );
    assert.ok(above.every(({ condition }) => condition !== undefined));
    for (const { condition } of above) {
      if (condition === undefined || typeof condition === "string") continue;
      for (const language of ["en", "ru"] as const) {
        const named: string | undefined = inLanguage(condition, language).match(/^clientCategory:"(.+)"$/)?.[1];
        assert.ok(
          clientCategories.some((category) => inLanguage(category, language) === named),
          `${named}`,
        );
      }
    }
  });
}
