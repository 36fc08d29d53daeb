import { Button, Menu } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FormElement } from "../../../../contract/catalog.ts";
import { FORM_TYPES, type FormType } from "../../../../core/forms/order-form.ts";
import { Section } from "../frame/section.tsx";
import { Sortable } from "../frame/sortable.tsx";
import { ElementEditor } from "./element-editor.tsx";
import { freeKey } from "./element-key.ts";
import classes from "./form-builder.module.css";
import { FormPreview } from "./form-preview.tsx";

type Props = {
  form: readonly FormElement[];
  /** Of the service, for the preview. */
  name: string;
  errors: Record<string, string | undefined>;
  onChange: (form: FormElement[]) => void;
};

/** The order form of a service ([H-SVC-02]): questions in their order, and beside them what the client will see. */
export function FormBuilder({ form, name, errors, onChange }: Props) {
  const { t } = useTranslation("services");
  const [open, setOpen] = useState<string>();
  const add = (type: FormType) => {
    const label = t(`form.start.${type}`);
    const key = freeKey(label, new Set(form.map((element) => element.key)));
    const isList = type === "list" || type === "lists";
    onChange([...form, { key, label, type, ...(isList ? { options: [] } : {}) }]);
    setOpen(key);
  };
  const change = (next: FormElement) => onChange(form.map((element) => (element.key === next.key ? next : element)));
  return (
    <div className={classes.builder}>
      <div className={classes.questions}>
        <Section title={t("form.title")} about={t("form.about")}>
          {form.length > 0 && (
            <Sortable
              label={t("form.title")}
              items={form}
              keyOf={({ key }) => key}
              nameOf={({ label }) => label}
              onOrder={onChange}
              draw={(element, index) => (
                <ElementEditor
                  element={element}
                  isOpen={open === element.key}
                  errorOf={(part) => errors[`form.${index}.${part}`]}
                  onOpen={(isOpen) => setOpen(isOpen ? element.key : undefined)}
                  onChange={change}
                  onRemove={() => onChange(form.filter(({ key }) => key !== element.key))}
                />
              )}
            />
          )}
          {form.length === 0 && <div className={classes.none}>{t("form.none")}</div>}
          <div>
            <Menu position="bottom-start" shadow="md" width={240}>
              <Menu.Target>
                <Button variant="default" leftSection={<PlusIcon />} disabled={form.length >= 50}>
                  {t("form.add")}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {FORM_TYPES.map((type) => (
                  <Menu.Item key={type} onClick={() => add(type)}>
                    {t(`form.type.${type}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </div>
        </Section>
      </div>
      <FormPreview form={form} name={name} />
    </div>
  );
}
