import { useTranslation } from "react-i18next";
import type { FormElement } from "../../../../core/forms/order-form.ts";
import { textOf } from "../../../kit/i18n.ts";
import { useRoute } from "../../../kit/query.ts";
import { AnswerField } from "../card/answer-field.tsx";
import { choicesFor, isOfType } from "../card/fields.ts";
import classes from "./new-ticket.module.css";
import type { PartProps } from "./part.ts";

/** [H-NEW-06] What the service asks when it is ordered. */
export function OrderForm({ draft, set, errors, form }: PartProps & { form: readonly FormElement[] }) {
  const { t } = useTranslation("newTicket");
  if (form.length === 0) return null;
  return (
    <fieldset className={classes.questions}>
      <legend>{t("form.title")}</legend>
      {form.map((element) => (
        <AnswerField
          key={element.key}
          question={element}
          value={draft.form[element.key]}
          error={errors[`form.${element.key}`]}
          onChange={(value) => set({ ...draft, form: { ...draft.form, [element.key]: value } })}
        />
      ))}
    </fieldset>
  );
}

/** The workspace's own fields of a ticket. */
export function CustomFields({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const { data } = useRoute("listFields", {}, { staleTime: 10 * 60_000 });
  const { data: service } = useRoute(
    "getService",
    { params: { id: draft.service?.id ?? "" } },
    { enabled: draft.service !== null },
  );
  const type = draft.service ? service?.type.id : draft.serviceType;
  const fields = (data?.items ?? []).filter(
    (field) => field.custom && field.active && field.mine === "write" && isOfType(field, type),
  );
  if (fields.length === 0) return null;
  return (
    <fieldset className={classes.questions}>
      <legend>{t("custom.title")}</legend>
      {fields.map(({ key: path, name, type, required, choices, currency }) => {
        const key = path.replace(/^custom\./, "");
        return (
          <AnswerField
            key={key}
            question={{
              label: textOf(name),
              type,
              required,
              options: choicesFor(choices, draft.custom[key]),
              currency: currency ?? null,
            }}
            value={draft.custom[key]}
            error={errors[`custom.${key}`]}
            onChange={(value) => set({ ...draft, custom: { ...draft.custom, [key]: value } })}
          />
        );
      })}
    </fieldset>
  );
}
