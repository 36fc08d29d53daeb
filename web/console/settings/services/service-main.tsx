import { MultiSelect, NativeSelect, NumberInput, Textarea, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { NameField } from "../frame/card-parts.tsx";
import { NoteAndTags } from "../frame/note-and-tags.tsx";
import { Option, Section, Two } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import { RefSelect } from "../pick/ref-select.tsx";
import { useProcessNames } from "../service-types/process-names.ts";
import classes from "./service.module.css";
import type { ServiceForm } from "./service-form.ts";

/** Tab Main: what it is, who answers for it, where it is seen, which roles work with it ([H-SVC-01]). */
export function ServiceMain({ editor }: { editor: Editor<ServiceForm> }) {
  const { t } = useTranslation(["services", "settings"]);
  const { value, set, errors } = editor;
  const types = useRoute("listServiceTypes", {}).data?.items ?? [];
  const categories = useRoute("listServiceCategories", {}).data?.items ?? [];
  const processes = useProcessNames();
  const roles = useRoute("listRoles", {}).data?.items ?? [];
  const type = types.find(({ id }) => id === value.type);
  return (
    <div className={classes.narrow}>
      <Section title={t("part.what")}>
        <NameField editor={editor} description={t("nameAbout")} />
        <TextInput
          label={t("internalName")}
          description={t("internalNameAbout")}
          maxLength={500}
          value={value.internalName}
          error={errors.internalName}
          onChange={(event) => set({ internalName: event.currentTarget.value })}
        />
        <Two>
          <NativeSelect
            label={t("typeOf")}
            withAsterisk
            value={value.type}
            error={errors.type}
            description={type?.common ? t("typeCommon") : type?.internal ? t("typeInternal") : undefined}
            data={[
              ...(value.type === "" ? [{ value: "", label: t("chooseType"), disabled: true }] : []),
              ...types
                .filter(({ id, active }) => active || id === value.type)
                .map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ type: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("category.title")}
            value={value.category}
            error={errors.category}
            data={[
              { value: "", label: t("noCategory") },
              ...categories.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => set({ category: event.currentTarget.value })}
          />
          <NativeSelect
            label={t("process.label")}
            description={t("process.about")}
            value={value.process}
            error={errors.process}
            data={[
              { value: "", label: t("process.ofType", { name: processes.get(type?.process ?? "") ?? "" }) },
              ...[...processes].map(([key, name]) => ({ value: key, label: name })),
            ]}
            onChange={(event) => set({ process: event.currentTarget.value })}
          />
        </Two>
        <Textarea
          label={t("annotation")}
          description={t("annotationAbout")}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={5000}
          value={value.annotation}
          error={errors.annotation}
          onChange={(event) => set({ annotation: event.currentTarget.value })}
        />
      </Section>
      <Section title={t("part.who")}>
        <RefSelect
          kind="team"
          label={t("team")}
          about={t("teamAbout")}
          error={errors.team}
          value={value.team}
          onChange={(team) => set({ team })}
        />
        <MultiSelect
          label={t("roles")}
          description={value.roles.length === 0 ? t("rolesAll") : t("rolesSome")}
          placeholder={value.roles.length === 0 ? t("everyRole") : ""}
          searchable
          data={roles.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.roles}
          error={errors.roles}
          onChange={(chosen) => set({ roles: chosen })}
        />
      </Section>
      <Section title={t("part.where")}>
        <Option
          label={t("portal.label")}
          about={t(type?.internal || type?.common ? "portal.never" : "portal.about")}
          checked={value.portal}
          onChange={(portal) => set({ portal })}
        />
        <Option
          label={t("active.label")}
          about={t("active.about")}
          checked={value.active}
          onChange={(active) => set({ active })}
        />
        <NumberInput
          className={classes.number ?? ""}
          label={t("position")}
          description={t("positionAbout")}
          min={0}
          max={100_000}
          allowDecimal={false}
          value={value.position}
          error={errors.position}
          onChange={(position) => set({ position: typeof position === "number" ? position : 0 })}
        />
      </Section>
      <Section title={t("part.own")}>
        <NoteAndTags value={value} errors={errors} set={set} texts="services" />
      </Section>
    </div>
  );
}
