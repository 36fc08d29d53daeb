import { Button, Group, Modal, Radio, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Contact } from "../../../../contract/clients.ts";
import { ConfirmDanger } from "../../../kit/confirm-danger.tsx";
import { PasswordField } from "../../../kit/password-field.tsx";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { Section } from "../../settings/frame/section.tsx";
import classes from "./contact.module.css";

type Props = { contact: Contact; onChange: (contact: Contact) => void };

/** Whether the contact may enter the portal: given with a letter or a password, taken away ([O-CONT-04]). */
export function PortalAccess({ contact, onChange }: Props) {
  const { t } = useTranslation(["clientsUi", "common"]);
  const [isGiving, setGiving] = useState(false);
  const [isTaking, setTaking] = useState(false);
  const access = useAct("giveAccess", { stale: ["listContacts"], onSuccess: onChange });
  const params = { id: contact.id };
  return (
    <Section title={t("portal.title")}>
      <div className={classes.access}>
        <span>
          {contact.portalAccess
            ? t("portal.has", { email: contact.email ?? "" })
            : t(contact.email ? "portal.hasNot" : "portal.needsEmail")}
        </span>
        {contact.portalAccess && (
          <Button variant="default" onClick={() => setTaking(true)}>
            {t("portal.take")}
          </Button>
        )}
        <Button variant="default" disabled={!contact.email} onClick={() => setGiving(true)}>
          {t(contact.portalAccess ? "portal.again" : "portal.give")}
        </Button>
      </div>
      <Modal
        opened={isGiving}
        onClose={() => setGiving(false)}
        title={t("portal.giveTitle", { name: contact.name })}
        closeButtonProps={{ "aria-label": t("common:action.close") }}
      >
        <GiveForm contact={contact} onChange={onChange} onClose={() => setGiving(false)} />
      </Modal>
      <ConfirmDanger
        opened={isTaking}
        onClose={() => setTaking(false)}
        title={t("portal.takeTitle", { name: contact.name })}
        action={t("portal.take")}
        run={async () => {
          await access.mutateAsync({ params, body: { access: false } });
          toast(t("portal.taken"));
        }}
      >
        {t("portal.takeText")}
      </ConfirmDanger>
    </Section>
  );
}

function GiveForm({ contact, onChange, onClose }: Props & { onClose: () => void }) {
  const { t } = useTranslation(["clientsUi", "employees", "common"]);
  const [way, setWay] = useState<"letter" | "password">("letter");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const access = useAct("giveAccess", { stale: ["listContacts"], onSuccess: onChange });
  const errors = useFieldErrors(access.error);
  const isShort = way === "password" && password.length < 8;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        // It stands within the form of the card as far as React is concerned.
        event.stopPropagation();
        setTried(true);
        if (isShort) return;
        access.mutate(
          {
            params: { id: contact.id },
            body: { access: true, ...(way === "letter" ? { invite: true } : { password }) },
          },
          {
            onSuccess: () => {
              onClose();
              toast(way === "letter" ? t("employees:invite.sent", { email: contact.email }) : t("portal.given"));
            },
          },
        );
      }}
    >
      <Stack>
        <Radio.Group
          aria-label={t("portal.way")}
          value={way}
          onChange={(chosen) => setWay(chosen === "password" ? "password" : "letter")}
        >
          <Stack gap="sm">
            <Radio
              value="letter"
              label={t("portal.letter")}
              description={t("portal.letterAbout", { email: contact.email })}
            />
            <Radio value="password" label={t("portal.password")} description={t("portal.passwordAbout")} />
          </Stack>
        </Radio.Group>
        {way === "password" && (
          <PasswordField
            label={t("employees:password")}
            description={t("employees:passwordShort")}
            autoComplete="new-password"
            value={password}
            error={(tried && isShort ? t("employees:passwordShort") : undefined) ?? errors.password}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
        )}
        <RefusalList error={access.error} except={["password"]} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" loading={access.isPending}>
            {t(contact.portalAccess ? "common:action.send" : "portal.give")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
