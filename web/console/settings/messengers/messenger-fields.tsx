import { PasswordInput, Select, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Option, Section, Two } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import { type Ref, RefSelect } from "../pick/ref-select.tsx";
import type { Messenger } from "./messenger-list.tsx";

/** What is typed; token and secret empty where the ones kept stay. */
export type MessengerForm = {
  kind: Messenger["kind"];
  token: string;
  secret: string;
  apiRoot: string;
  service: Ref | null;
  active: boolean;
};
export const START: MessengerForm = {
  ...{ kind: "telegram", token: "", secret: "", apiRoot: "", service: null, active: true },
};

const KINDS = ["telegram", "viber", "facebook", "vk"] as const;
/** Those whose calls are signed with a word of its own. */
const SIGNED: readonly Messenger["kind"][] = ["facebook"];
export const isSigned = (kind: Messenger["kind"]): boolean => SIGNED.includes(kind);

/** What is missing: the token of a new one, and the secret where there must be one. */
export const wrongIn = ({ kind, token, secret }: MessengerForm, needed: string) => ({
  token: token.trim() === "" ? needed : undefined,
  secret: isSigned(kind) && secret.trim() === "" ? needed : undefined,
});

/** The fields of an account; `isNew`: its kind is chosen, and the token must be there. */
export function MessengerFields({ editor, isNew }: { editor: Editor<MessengerForm>; isNew: boolean }) {
  const { t } = useTranslation("messengersUi");
  const { value, set, errors } = editor;
  const secret = (name: "token" | "secret") => ({
    label: t(`${name}.label`),
    description: t(isNew ? `${name}.${value.kind}` : "kept"),
    withAsterisk: isNew,
    maxLength: 1000,
    // Browsers would offer the password of the person who sits here.
    autoComplete: "new-password",
    value: value[name],
    error: errors[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <Section title={t("account")} about={isNew ? t(`how.${value.kind}`) : undefined}>
        <Two>
          {isNew && (
            <Select
              label={t("kind.label")}
              allowDeselect={false}
              data={KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
              value={value.kind}
              error={errors.kind}
              onChange={(chosen) => {
                const kind = KINDS.find((one) => one === chosen);
                if (kind) set({ kind });
              }}
            />
          )}
          <PasswordInput {...secret("token")} />
          {isSigned(value.kind) && <PasswordInput {...secret("secret")} />}
          {value.kind === "telegram" && (
            <TextInput
              label={t("apiRoot.label")}
              description={t("apiRoot.about")}
              placeholder="https://api.telegram.org"
              inputMode="url"
              autoComplete="off"
              spellCheck={false}
              maxLength={500}
              value={value.apiRoot}
              error={errors.apiRoot}
              onChange={(event) => set({ apiRoot: event.currentTarget.value })}
            />
          )}
        </Two>
      </Section>
      <Section title={t("becomes")} about={t("becomesAbout")}>
        <Two>
          <RefSelect
            kind="service"
            label={t("service")}
            placeholder={t("noService")}
            error={errors.service}
            value={value.service}
            onChange={(service) => set({ service })}
          />
        </Two>
        <Option
          label={t("active.label")}
          about={t("active.about")}
          checked={value.active}
          onChange={(active) => set({ active })}
        />
      </Section>
    </>
  );
}
