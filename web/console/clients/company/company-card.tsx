import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { Company } from "../../../../contract/clients.ts";
import { type Ask, send } from "../../../kit/api.ts";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { Card } from "../../settings/frame/card.tsx";
import { CardHead } from "../../settings/frame/card-head.tsx";
import { Removal } from "../../settings/frame/card-parts.tsx";
import { isEmail, isPhone } from "../../settings/frame/checks.ts";
import { EditorForm } from "../../settings/frame/editor-form.tsx";
import { Loaded } from "../../settings/frame/page.tsx";
import { useEditor, type Wrong } from "../../settings/frame/use-editor.ts";
import { clientBody } from "../client-body.ts";
import { takenBack, useWritten } from "../own-fields.tsx";
import { CompanyFields, type CompanyForm } from "./company-fields.tsx";
import { CompanyPeople } from "./company-people.tsx";

const STALE = ["listCompanies", "listContacts"] as const;
const START: CompanyForm = {
  name: "",
  phone: "",
  email: "",
  domains: [],
  category: "",
  note: "",
  tags: [],
  custom: {},
  manager: null,
  managerTeam: null,
  observers: [],
  observerTeams: [],
};

const formOf = (company: Company): CompanyForm => ({
  name: company.name,
  phone: company.phone ?? "",
  email: company.email ?? "",
  domains: company.domains,
  category: company.category?.id ?? "",
  note: company.note,
  tags: company.tags,
  custom: company.custom,
  manager: company.manager,
  managerTeam: company.managerTeam,
  observers: company.observers,
  observerTeams: company.observerTeams,
});

function bodyOf(changed: Partial<CompanyForm>): NonNullable<Ask<"updateCompany">["body"]> {
  const { phone, email, category, manager, managerTeam, observers, observerTeams, ...plain } = changed;
  return {
    ...plain,
    ...clientBody(changed),
    ...(category === undefined ? {} : { category: category || null }),
  };
}

function check({ name, phone, email, domains }: CompanyForm, t: TFunction): Wrong<CompanyForm> {
  const wrong = domains.find((domain) => !/^[a-zA-Z0-9.-]+\.[a-zA-Z]{2,}$|^xn--/.test(domain));
  return {
    name: name.trim() === "" ? t("settings:required") : undefined,
    phone: isPhone(phone) ? undefined : t("settings:badPhone"),
    email: email.trim() === "" || isEmail(email) ? undefined : t("settings:badEmail"),
    domains: wrong === undefined ? undefined : t("clientsUi:companies.badDomain", { name: wrong }),
  };
}

export function NewCompany({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const { t } = useTranslation(["clientsUi", "settings"]);
  const create = useAct("createCompany", { stale: STALE });
  const editor = useEditor({
    saved: START,
    save: (form) => create.mutateAsync({ body: { ...bodyOf(form), name: form.name } }),
    check: (form) => check(form, t),
    onSaved: ({ id }) => onMade(id),
  });
  return (
    <Card>
      <CardHead title={t("companies.newTitle")} onClose={onClose} />
      <EditorForm editor={editor} isNew onCancel={onClose}>
        <CompanyFields editor={editor} />
      </EditorForm>
    </Card>
  );
}

export function CompanyCard({ id, onClose }: { id: string; onClose: () => void }) {
  const query = useRoute("getCompany", { params: { id } });
  return <Loaded query={query}>{(company) => <Known company={company} onClose={onClose} />}</Loaded>;
}

function Known({ company, onClose }: { company: Company; onClose: () => void }) {
  const { t } = useTranslation(["clientsUi", "settings"]);
  const client = useQueryClient();
  const params = { id: company.id };
  const update = useAct("updateCompany", {
    stale: STALE,
    onSuccess: (next) => client.setQueryData(key("getCompany", { params }), next),
  });
  const remove = useAct("deleteCompany", { stale: STALE });
  const written = useWritten("company");
  const editor = useEditor({
    saved: formOf(company),
    guard: {
      version: company.version,
      reload: async () => {
        const now = await send("getCompany", { params });
        client.setQueryData(key("getCompany", { params }), now);
        return { saved: formOf(now), version: now.version };
      },
    },
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(written(changed)), ifMatch }),
    check: (form) => check(form, t),
    undoable: takenBack,
  });
  return (
    <Card>
      <CardHead
        title={company.name}
        onClose={onClose}
        about={
          <Link to="/tickets" search={{ tab: "all", where: `company:${company.id} category:new,open,paused` }}>
            {t("companies.openTickets")}
          </Link>
        }
      />
      <EditorForm editor={editor}>
        <CompanyFields editor={editor} />
        <CompanyPeople company={company} />
        <Removal
          texts="clientsUi:companies.delete"
          name={company.name}
          typed={company.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => onClose()}
        />
      </EditorForm>
    </Card>
  );
}
