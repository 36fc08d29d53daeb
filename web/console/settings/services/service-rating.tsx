import { Radio, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Section } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import classes from "./service.module.css";
import type { ServiceForm } from "./service-form.ts";

/** Tab Rating: whether clients see how others rated. */
export function ServiceRating({ editor }: { editor: Editor<ServiceForm> }) {
  const { t } = useTranslation("services");
  return (
    <div className={classes.narrow}>
      <Section title={t("rating.title")} about={t("rating.about")}>
        <Radio.Group
          aria-label={t("rating.title")}
          value={editor.value.rating}
          onChange={(rating) => editor.set({ rating: rating === "hidden" ? "hidden" : "average" })}
        >
          <Stack gap="sm">
            <Radio value="average" label={t("rating.average")} description={t("rating.averageAbout")} />
            <Radio value="hidden" label={t("rating.hidden")} description={t("rating.hiddenAbout")} />
          </Stack>
        </Radio.Group>
      </Section>
    </div>
  );
}
