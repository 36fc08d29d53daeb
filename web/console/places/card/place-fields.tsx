import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { OwnFields } from "../../clients/own-fields.tsx";
import { NoteAndTags } from "../../settings/frame/note-and-tags.tsx";
import { Option, Section, Two } from "../../settings/frame/section.tsx";
import type { Editor } from "../../settings/frame/use-editor.ts";
import { RefMultiSelect, RefSelect } from "../../settings/pick/ref-select.tsx";
import type { PlaceKind } from "../place-kinds.ts";
import { FIRM_TYPES, hasManager, type PlaceForm } from "./place-form.ts";

/** The fields of a place; what only sites or units have is there for those alone. */
export function PlaceFields({ editor, kind }: { editor: Editor<PlaceForm>; kind: PlaceKind }) {
  const { t } = useTranslation(["placesUi", "settings"]);
  const { value, set, errors } = editor;
  return (
    <>
      <Section title={t("part.main")}>
        <Two>
          <TextInput
            label={t(`nameOf.${kind}`)}
            placeholder={t(`nameHint.${kind}`)}
            withAsterisk
            maxLength={200}
            value={value.name}
            error={errors.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
          />
          {kind === "site" && (
            <TextInput
              label={t("code")}
              description={t("codeAbout")}
              maxLength={20}
              value={value.code}
              error={errors.code}
              onChange={(event) => set({ code: event.currentTarget.value })}
            />
          )}
          {kind === "unit" && (
            <TextInput
              label={t("account")}
              maxLength={60}
              value={value.account}
              error={errors.account}
              onChange={(event) => set({ account: event.currentTarget.value })}
            />
          )}
          {hasManager(kind) && (
            <RefSelect
              kind="employee"
              label={t("manager")}
              error={errors.manager}
              value={value.manager}
              onChange={(manager) => set({ manager })}
            />
          )}
          {kind === "site" && (
            <RefSelect
              kind="company"
              label={t("company")}
              about={t("companyAbout")}
              error={errors.company}
              value={value.company}
              onChange={(company) => set({ company })}
            />
          )}
        </Two>
        <NoteAndTags value={value} errors={errors} set={set} texts="placesUi" />
      </Section>
      <OwnFields subject="place" value={value.custom} errors={errors} onChange={(custom) => set({ custom })} />
      {kind === "site" && <SiteResponsible editor={editor} />}
      {kind === "site" && <SiteSettings editor={editor} />}
    </>
  );
}

/** Who answers for the tickets of the site, and who follows them all ([O-SITE-04]). */
function SiteResponsible({ editor }: { editor: Editor<PlaceForm> }) {
  const { t } = useTranslation("placesUi");
  const { value, set, errors } = editor;
  return (
    <Section title={t("responsible.title")} about={t("responsible.about")}>
      <Two>
        <RefSelect
          kind="employee"
          label={t("responsible.manager")}
          error={errors.manager}
          value={value.manager}
          onChange={(manager) => set({ manager })}
        />
        <RefSelect
          kind="team"
          label={t("responsible.team")}
          error={errors.managerTeam}
          value={value.managerTeam}
          onChange={(managerTeam) => set({ managerTeam })}
        />
        <RefMultiSelect
          kind="employee"
          label={t("responsible.observers")}
          most={20}
          error={errors.observers}
          value={value.observers}
          onChange={(observers) => set({ observers })}
        />
        <RefMultiSelect
          kind="team"
          label={t("responsible.observerTeams")}
          most={20}
          error={errors.observerTeams}
          value={value.observerTeams}
          onChange={(observerTeams) => set({ observerTeams })}
        />
      </Two>
    </Section>
  );
}

function SiteSettings({ editor }: { editor: Editor<PlaceForm> }) {
  const { t } = useTranslation("placesUi");
  const { value, set, errors } = editor;
  return (
    <Section title={t("part.site")} about={t("part.siteAbout")}>
      <Two>
        <TextInput
          label={t("firm.name")}
          placeholder={t("firm.nameHint")}
          maxLength={200}
          value={value.firmName}
          error={errors["settings.legalEntity.name"]}
          onChange={(event) => set({ firmName: event.currentTarget.value })}
        />
        <NativeSelect
          label={t("firm.type")}
          value={value.firmType}
          data={FIRM_TYPES.map((type) => ({ value: type, label: t(`firm.types.${type}`) }))}
          onChange={({ currentTarget: { value: chosen } }) => {
            const firmType = FIRM_TYPES.find((one) => one === chosen);
            if (firmType) set({ firmType });
          }}
        />
      </Two>
      <Option
        label={t("chat.label")}
        about={t("chat.about")}
        checked={value.chatClosedWhenEnded}
        onChange={(chatClosedWhenEnded) => set({ chatClosedWhenEnded })}
      />
      <Option
        label={t("debt.label")}
        about={t("debt.about")}
        checked={value.showDebt}
        onChange={(showDebt) => set({ showDebt })}
      />
    </Section>
  );
}
