import { Button, CopyButton, Group, Modal, NativeSelect, Stack, TextInput } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Ago } from "../../../kit/ago.tsx";
import { ConfirmDanger } from "../../../kit/confirm-danger.tsx";
import { formatDay } from "../../../kit/format.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { toast } from "../../../kit/toast.tsx";
import { Loaded } from "../frame/page.tsx";
import { Notice, Section } from "../frame/section.tsx";
import classes from "./profile.module.css";

/** Tokens with which programs do what I may. */
export function MyTokens() {
  const { t } = useTranslation(["profileUi", "common"]);
  const query = useRoute("listTokens", {});
  const revoke = useAct("revokeToken", { stale: ["listTokens"] });
  const [isMaking, setMaking] = useState(false);
  const [revoked, setRevoked] = useState<{ id: string; name: string }>();
  return (
    <Section title={t("tokens.title")} about={t("tokens.about")}>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <span className={classes.soft}>{t("tokens.none")}</span>
          ) : (
            <ul className={classes.tokens}>
              {items.map(({ id, name, createdAt, expiresAt, lastUsedAt }) => (
                <li key={id} className={classes.token}>
                  <strong>{name}</strong>
                  <span className={classes.soft}>
                    {t("tokens.made", { day: formatDay(createdAt) })}
                    {" · "}
                    {expiresAt ? t("tokens.until", { day: formatDay(expiresAt) }) : t("tokens.forever")}
                    {" · "}
                    {lastUsedAt ? (
                      <>
                        {t("tokens.used")} <Ago at={lastUsedAt} />
                      </>
                    ) : (
                      t("tokens.unused")
                    )}
                  </span>
                  <Button
                    variant="subtle"
                    color="red.9"
                    aria-label={t("tokens.revokeOf", { name })}
                    onClick={() => setRevoked({ id, name })}
                  >
                    {t("tokens.revoke")}
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
      <div>
        <Button variant="default" leftSection={<PlusIcon />} onClick={() => setMaking(true)}>
          {t("tokens.make")}
        </Button>
      </div>
      <Modal
        opened={isMaking}
        onClose={() => setMaking(false)}
        title={t("tokens.newTitle")}
        closeOnClickOutside={false}
        closeButtonProps={{ "aria-label": t("common:action.close") }}
      >
        <NewToken onDone={() => setMaking(false)} />
      </Modal>
      <ConfirmDanger
        opened={revoked !== undefined}
        onClose={() => setRevoked(undefined)}
        title={t("tokens.revokeTitle", { name: revoked?.name ?? "" })}
        action={t("tokens.revoke")}
        run={async () => {
          if (revoked) await revoke.mutateAsync({ params: { id: revoked.id } });
          toast(t("tokens.revoked"));
        }}
      >
        {t("tokens.revokeText")}
      </ConfirmDanger>
    </Section>
  );
}

const DAY = 86_400_000;
const TERMS = ["30", "90", "365", ""] as const;

function NewToken({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(["profileUi", "common"]);
  const [name, setName] = useState("");
  const [days, setDays] = useState<string>("90");
  const create = useAct("createToken", { stale: ["listTokens"] });
  const errors = useFieldErrors(create.error);
  if (create.data) return <MadeToken token={create.data.token} onDone={onDone} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === "") return;
        const expiresAt = days === "" ? undefined : new Date(Date.now() + Number(days) * DAY).toISOString();
        create.mutate({ body: { name: name.trim(), ...(expiresAt === undefined ? {} : { expiresAt }) } });
      }}
    >
      <Stack>
        <TextInput
          label={t("tokens.name")}
          placeholder={t("tokens.nameHint")}
          data-autofocus
          withAsterisk
          maxLength={500}
          value={name}
          error={errors.name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t("tokens.term")}
          value={days}
          error={errors.expiresAt}
          data={TERMS.map((term) => ({
            value: term,
            label: term === "" ? t("tokens.forever") : t("tokens.days", { count: Number(term) }),
          }))}
          onChange={(event) => setDays(event.currentTarget.value)}
        />
        <RefusalList error={create.error} except={["name", "expiresAt"]} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onDone}>
            {t("common:action.cancel")}
          </Button>
          <Button type="submit" disabled={name.trim() === ""} loading={create.isPending}>
            {t("common:action.create")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The secret, once. */
function MadeToken({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation(["profileUi", "common"]);
  return (
    <Stack>
      <Notice>
        <span>{t("tokens.once")}</span>
      </Notice>
      <code className={classes.secret} dir="ltr">
        {token}
      </code>
      <Group justify="flex-end" gap="sm">
        <CopyButton value={token} timeout={3000}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? "common:action.copied" : "common:action.copy")}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>{t("common:action.done")}</Button>
      </Group>
    </Stack>
  );
}
