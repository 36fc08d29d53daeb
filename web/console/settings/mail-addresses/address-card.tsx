import { TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { NewPage, Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { LastChanged } from "../frame/last-changed.tsx";
import { Page } from "../frame/page.tsx";
import { Option, Section, Two } from "../frame/section.tsx";
import { type Editor, useEditor } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { type Ref, RefSelect } from "../pick/ref-select.tsx";
import type { MailAddress } from "./address-list.tsx";

type AddressForm = {
  address: string;
  name: string;
  service: Ref | null;
  team: Ref | null;
  active: boolean;
  isDefault: boolean;
  anyCertificate: boolean;
};
const START: AddressForm = {
  ...{ address: "", name: "", service: null, team: null },
  ...{ active: true, isDefault: false, anyCertificate: false },
};
const formOf = ({ address, name, service, team, active, isDefault, anyCertificate }: MailAddress): AddressForm => ({
  ...{ address, name, service, team, active, isDefault, anyCertificate },
});
const STALE = ["listMailAddresses"] as const;

const bodyOf = ({ address: _, service, team, ...rest }: Partial<AddressForm>) => ({
  ...rest,
  ...(service === undefined ? {} : { service: service?.id ?? null }),
  ...(team === undefined ? {} : { team: team?.id ?? null }),
});

const BACK = "/settings/mail-addresses";
const NAMES = { name: "mailUi:address.name", team: "mailUi:address.team", active: "mailUi:address.active.label" };

export function NewAddress() {
  const { t } = useTranslation(["mailUi", "settings"]);
  const navigate = useNavigate();
  const create = useAct("createMailAddress", { stale: STALE });
  const editor = useEditor({
    saved: START,
    save: (form) => create.mutateAsync({ body: { ...bodyOf(form), address: form.address.trim() } }),
    check: ({ address }) => ({
      address: /^[^\s@<>"+]{1,31}@[^\s@<>"]+$/.test(address.trim()) ? undefined : t("address.wrong"),
    }),
    onSaved: () => navigate({ to: BACK, replace: true }),
  });
  return (
    <NewPage
      title={t("address.newTitle")}
      back={{ to: BACK, label: t("address.title") }}
      editor={editor}
      submitLabel={t("address.add")}
    >
      <AddressFields editor={editor} isNew />
    </NewPage>
  );
}

export function AddressCard({ address: known }: { address: MailAddress }) {
  const { t } = useTranslation(["mailUi", "settings"]);
  const navigate = useNavigate();
  const params = { id: known.id };
  const update = useAct("updateMailAddress", { stale: STALE });
  const remove = useAct("deleteMailAddress", { stale: STALE });
  const { address } = known;
  const find = ({ items }: Answer<"listMailAddresses">) => items.find(({ id }) => id === known.id);
  const editor = useEditor<AddressForm, unknown>({
    saved: formOf(known),
    guard: useGuard({ known, route: "listMailAddresses", find, formOf }),
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(changed), ifMatch }),
    undoable: true,
  });
  return (
    <Page title={address} back={{ to: BACK, label: t("address.title") }}>
      <EditorForm editor={editor} names={NAMES}>
        <AddressFields editor={editor} />
        <LastChanged change={known.changed} />
        <Removal
          texts="mailUi:address.delete"
          name={address}
          typed={address}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: BACK, replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

function AddressFields({ editor, isNew }: { editor: Editor<AddressForm>; isNew?: boolean }) {
  const { t } = useTranslation(["mailUi", "settings"]);
  const { value, set, errors } = editor;
  const example = {
    address: value.address || "help@example.org",
    service: value.service?.name ?? "",
    team: value.team?.name ?? "",
  };
  const becomes = value.service ? (value.team ? "both" : "service") : value.team ? "team" : "plain";
  return (
    <>
      <Section title={t("address.main")}>
        <Two>
          {isNew && (
            <TextInput
              label={t("address.address")}
              description={t("address.addressAbout")}
              withAsterisk
              type="email"
              inputMode="email"
              autoComplete="off"
              maxLength={254}
              value={value.address}
              error={errors.address}
              onChange={(event) => set({ address: event.currentTarget.value })}
            />
          )}
          <TextInput
            label={t("address.name")}
            description={t("address.nameAbout")}
            maxLength={500}
            value={value.name}
            error={errors.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
        </Two>
      </Section>
      <Section title={t("address.becomes.title")} about={t(`address.becomes.${becomes}`, example)}>
        <Two>
          <RefSelect
            kind="service"
            label={t("address.service")}
            placeholder={t("address.noService")}
            error={errors.service}
            value={value.service}
            onChange={(service) => set({ service })}
          />
          <RefSelect
            kind="team"
            label={t("address.team")}
            placeholder={t("address.noTeam")}
            error={errors.team}
            value={value.team}
            onChange={(team) => set({ team })}
          />
        </Two>
      </Section>
      <Section title={t("address.use")}>
        <Option
          label={t("address.default.label")}
          about={t("address.default.about")}
          checked={value.isDefault}
          onChange={(isDefault) => set({ isDefault })}
        />
        <Option
          label={t("address.active.label")}
          about={t("address.active.about")}
          checked={value.active}
          onChange={(active) => set({ active })}
        />
      </Section>
      <Section title={t("address.certificate.title")}>
        <Option
          label={t("address.certificate.label")}
          about={t("address.certificate.about")}
          checked={value.anyCertificate}
          onChange={(anyCertificate) => set({ anyCertificate })}
        />
      </Section>
    </>
  );
}
