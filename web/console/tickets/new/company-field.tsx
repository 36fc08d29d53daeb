import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { useLookup } from "../list/lookup.ts";
import { PickField } from "../list/pick-field.tsx";
import { ChosenLine } from "./chosen-line.tsx";
import type { PartProps } from "./part.ts";
import { useNamesCompany } from "./subject-field.tsx";

/** The firm behind it, where the desk serves firms at all. It comes with the contact; a call may name it alone. */
export function CompanyField({ draft, set, errors }: PartProps) {
  const { t } = useTranslation("newTicket");
  const [words, setWords] = useState("");
  const may = useMay();
  const any = useRoute(
    "listCompanies",
    { query: { limit: 1 } },
    { staleTime: 10 * 60_000, enabled: may("section.companies") },
  );
  const hasFirms = (any.data?.items.length ?? 0) > 0;
  const { found, busy } = useLookup("company", words, hasFirms && draft.company === null);
  const isAsked = useNamesCompany(draft);
  const { company } = draft;
  if (company) {
    return (
      <ChosenLine
        label={t("company.label")}
        name={company.name}
        error={errors.company}
        onRemove={() => set({ ...draft, company: null })}
      />
    );
  }
  if (!hasFirms) return null;
  return (
    <PickField
      label={t("company.label")}
      placeholder={t("company.placeholder")}
      words={words}
      onWords={setWords}
      found={found}
      busy={busy}
      error={errors.company}
      required={isAsked}
      onlyWithWords
      onPick={(id) => {
        const firm = found.find((one) => one.id === id);
        if (firm) set({ ...draft, company: { id, name: firm.name } });
      }}
    />
  );
}
