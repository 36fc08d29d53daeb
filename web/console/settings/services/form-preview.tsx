import { Checkbox, MultiSelect, NumberInput, Radio, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { FormElement } from "../../../../contract/catalog.ts";
import classes from "./form-builder.module.css";

/** What the client will see, in the size of a telephone; it may be tried, and nothing is sent. */
export function FormPreview({ form, name }: { form: readonly FormElement[]; name: string }) {
  const { t } = useTranslation("services");
  return (
    <aside className={classes.preview} aria-label={t("form.preview")}>
      <div className={classes.previewTitle}>{t("form.preview")}</div>
      <div className={classes.phone}>
        <strong className={classes.phoneTitle}>{name || t("form.previewName")}</strong>
        {form.length === 0 && <span className={classes.none}>{t("form.previewNone")}</span>}
        <Stack gap={16}>
          {form.map((element) => (
            <Question key={`${element.key} ${element.type}`} element={element} />
          ))}
        </Stack>
      </div>
    </aside>
  );
}

/** Options up to this many stand open; more are in a list that unfolds. */
const FEW = 5;

function Question({ element }: { element: FormElement }) {
  const { t } = useTranslation("common");
  const { type, label, hint, required, options = [] } = element;
  const offered = [...new Set(options.map((option) => option.trim()).filter(Boolean))];
  const shown = { label: label || "…", description: hint, withAsterisk: required ?? false, size: "sm" as const };
  switch (type) {
    case "text":
      return <TextInput {...shown} />;
    case "phone":
      return <TextInput {...shown} type="tel" placeholder="+7" />;
    case "longtext":
      return <Textarea {...shown} autosize minRows={3} maxRows={6} />;
    case "number":
      return <NumberInput {...shown} hideControls />;
    case "date":
      return <TextInput {...shown} type="date" />;
    case "yesno":
      return (
        <Radio.Group {...shown}>
          <Stack gap="sm" mt={4}>
            <Radio value="yes" label={t("yes")} />
            <Radio value="no" label={t("no")} />
          </Stack>
        </Radio.Group>
      );
    case "list":
      return offered.length > FEW ? (
        <Select {...shown} data={offered} />
      ) : (
        <Radio.Group {...shown}>
          <Stack gap="sm" mt={4}>
            {offered.map((option) => (
              <Radio key={option} value={option} label={option} />
            ))}
          </Stack>
        </Radio.Group>
      );
    case "lists":
      return offered.length > FEW ? (
        <MultiSelect {...shown} data={offered} />
      ) : (
        <Checkbox.Group {...shown}>
          <Stack gap="sm" mt={4}>
            {offered.map((option) => (
              <Checkbox key={option} value={option} label={option} />
            ))}
          </Stack>
        </Checkbox.Group>
      );
  }
}
