import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import type { Draft } from "./draft.ts";
import type { PartProps } from "./part.ts";

/** Whether tickets of the chosen service name their company in the subject [C-ONS-03, C-DEL-05]. */
export function useNamesCompany({ service }: Draft): boolean {
  const { data } = useRoute("getService", { params: { id: service?.id ?? "" } }, { enabled: service !== null });
  return service !== null && data?.options.companyInSubject === true;
}

/** What it is about in a line. Where the company is to be named there, it begins with it by itself. */
export function SubjectField({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const { service, company, subject } = draft;
  const isNamed = useNamesCompany(draft);
  const begin = isNamed && company ? `${company.name}: ` : "";
  return (
    <TextInput
      label={t("subject.label")}
      withAsterisk={!service || isNamed}
      description={isNamed ? t("subject.withCompany") : undefined}
      value={subject}
      placeholder={service ? service.name : t("subject.placeholder")}
      error={errors.subject}
      maxLength={500}
      autoComplete="off"
      onFocus={() => subject === "" && begin !== "" && set({ ...draft, subject: begin })}
      // The company alone says nothing.
      onBlur={() => subject !== "" && subject === begin && set({ ...draft, subject: "" })}
      onChange={(event) => set({ ...draft, subject: event.currentTarget.value })}
    />
  );
}
