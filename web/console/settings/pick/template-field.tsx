import { Button, Menu, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import classes from "./template-field.module.css";

/** What a text may name beside the fields of the ticket. */
const EXTRA = ["description", "statusComment", "firm", "me"] as const;

/** A text in which fields of the ticket stand as `{{number}}`; they are put in from a menu, where the cursor is. */
export function TemplateField(props: {
  label: string;
  placeholder?: string;
  about?: ReactNode;
  required?: boolean;
  error?: ReactNode;
  /** One line. */
  line?: boolean;
  value: string;
  onChange: (text: string) => void;
}) {
  const { t } = useTranslation("cannedUi");
  const area = useRef<HTMLTextAreaElement & HTMLInputElement>(null);
  const { data } = useRoute("listFields", {}, { staleTime: 600_000 });
  const put = (key: string) => {
    const field = area.current;
    const at = field?.selectionStart ?? props.value.length;
    const end = field?.selectionEnd ?? at;
    const written = `{{${key}}}`;
    props.onChange(`${props.value.slice(0, at)}${written}${props.value.slice(end)}`);
    setTimeout(() => {
      field?.focus();
      field?.setSelectionRange(at + written.length, at + written.length);
    });
  };
  const common = {
    label: (
      <span className={classes.label}>
        {props.label}
        {props.required && <span className={classes.star}> *</span>}
      </span>
    ),
    "aria-label": props.label,
    "aria-required": props.required ?? false,
    placeholder: props.placeholder ?? "",
    description: props.about,
    error: props.error,
    value: props.value,
  };
  return (
    <div className={classes.field}>
      {props.line ? (
        <TextInput
          {...common}
          ref={area}
          maxLength={500}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      ) : (
        <Textarea
          {...common}
          ref={area}
          autosize
          minRows={4}
          maxRows={16}
          maxLength={10_000}
          onChange={(event) => props.onChange(event.currentTarget.value)}
        />
      )}
      <Menu position="bottom-end" shadow="md" withinPortal>
        <Menu.Target>
          <Button className={classes.button ?? ""} variant="subtle" size="compact-sm">
            {t("variable.put")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu ?? ""}>
          {[...(data?.items ?? []), ...(data?.linked ?? [])].map(({ key, name }) => (
            <Menu.Item key={key} onClick={() => put(key)}>
              {textOf(name)}
            </Menu.Item>
          ))}
          {EXTRA.map((key) => (
            <Menu.Item key={key} onClick={() => put(key)}>
              {t(`variable.${key}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
