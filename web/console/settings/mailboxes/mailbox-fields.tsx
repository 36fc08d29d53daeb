import { PasswordInput, Radio, Select, Stack, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useRoute } from "../../../kit/query.ts";
import { Option, Section, Two } from "../frame/section.tsx";
import type { Editor } from "../frame/use-editor.ts";
import { type MailboxForm, USUAL_PORT } from "./mailbox-form.ts";
import { TryMailbox } from "./try-mailbox.tsx";

const SERVER = ["host", "port", "secure", "login", "password", "folder"] as const;
const SECURE = ["tls", "starttls", "none"] as const;

/** The fields of a mailbox; `known`: its id once it is there. */
export function MailboxFields({ editor, known }: { editor: Editor<MailboxForm>; known?: string }) {
  const { t } = useTranslation("mailboxes");
  const { value, set, errors, changed } = editor;
  const addresses = useRoute("listMailAddresses", {}).data?.items ?? [];
  // What is kept is tried by "check now".
  const isServerChanged = SERVER.some((name) => name in changed);
  const text = (name: "host" | "login" | "folder", about: string) => ({
    label: t(name),
    description: about,
    value: value[name],
    error: errors[name],
    maxLength: 253,
    autoComplete: "off",
    spellCheck: false,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => set({ [name]: event.currentTarget.value }),
  });
  return (
    <>
      <Section title={t("main")}>
        <Two>
          <Select
            label={t("address")}
            description={t("addressAbout")}
            placeholder={t("chooseAddress")}
            withAsterisk
            allowDeselect={false}
            data={addresses.map(({ id, address }) => ({ value: id, label: address }))}
            value={value.address}
            error={errors.address}
            onChange={(address) => {
              const chosen = addresses.find(({ id }) => id === address);
              // Mostly one signs in with the address.
              set({ address, ...(chosen && value.login === "" ? { login: chosen.address } : {}) });
            }}
          />
        </Two>
      </Section>
      <Section title={t("server")} about={t("serverAbout")}>
        <Two>
          <TextInput {...text("host", t("hostAbout"))} withAsterisk inputMode="url" />
          <TextInput
            label={t("port")}
            withAsterisk
            inputMode="numeric"
            maxLength={5}
            value={value.port}
            error={errors.port}
            onChange={(event) => set({ port: event.currentTarget.value })}
          />
          <Select
            label={t("secure.label")}
            allowDeselect={false}
            data={SECURE.map((one) => ({ value: one, label: t(`secure.${one}`) }))}
            value={value.secure}
            error={errors.secure}
            onChange={(chosen) => {
              const secure = SECURE.find((one) => one === chosen);
              if (!secure) return;
              const isUsual = value.port === "" || value.port === USUAL_PORT[value.secure];
              set({ secure, ...(isUsual ? { port: USUAL_PORT[secure] } : {}) });
            }}
          />
          <TextInput {...text("folder", t("folderAbout"))} />
          <TextInput {...text("login", t("loginAbout"))} withAsterisk />
          <PasswordInput
            label={t("password")}
            description={t(known ? "passwordKept" : "passwordAbout")}
            withAsterisk={!known}
            maxLength={1000}
            // Browsers would offer the password of the person who sits here.
            autoComplete="new-password"
            value={value.password}
            error={errors.password}
            onChange={(event) => set({ password: event.currentTarget.value })}
          />
        </Two>
        {(!known || isServerChanged) && <TryMailbox form={value} {...(known ? { known } : {})} />}
      </Section>
      <Section title={t("use")}>
        {!known && (
          <Radio.Group
            label={t("take.label")}
            value={value.take}
            onChange={(take) => set({ take: take === "all" ? "all" : "new" })}
          >
            <Stack gap={8} mt={8}>
              <Radio value="new" label={t("take.new")} />
              <Radio value="all" label={t("take.all")} />
            </Stack>
          </Radio.Group>
        )}
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
