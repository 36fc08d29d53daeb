import { Button, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { call } from "../../kit/api.ts";
import { PasswordField } from "../../kit/password-field.tsx";
import { isProblem } from "../../kit/problem.ts";
import { keep, readKept } from "../../kit/storage.ts";
import { useEnter } from "./enter.ts";
import { SessionPage } from "./page.tsx";
import classes from "./session.module.css";

const isEmail = (text: string) => /^[^\s@]+@[^\s@]+$/.test(text.trim());
const keptEmail = () => {
  const kept = readKept("email");
  return typeof kept === "string" ? kept : "";
};

/** One door for employees and contacts: a password, or a link by letter. */
export function SignIn({ next, ended, email: given }: { next?: string; ended?: true; email?: string }) {
  const { t } = useTranslation("session");
  const enter = useEnter();
  const [email, setEmail] = useState(given ?? keptEmail);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState<"password" | "link">();
  const [missing, setMissing] = useState<"email" | "password">();
  const [fault, setFault] = useState<unknown>();
  const [sentTo, setSentTo] = useState<string>();
  const [startsAtPassword] = useState(email !== "");
  const fields = { email: useRef<HTMLInputElement>(null), password: useRef<HTMLInputElement>(null) };

  /** Whether the fields are filled; else says which is not and goes there. */
  const isFilled = (needsPassword: boolean): boolean => {
    const first = isEmail(email) ? (needsPassword && password === "" ? "password" : undefined) : "email";
    setMissing(first);
    setFault(undefined);
    if (first) fields[first].current?.focus();
    return first === undefined;
  };
  const act = async (kind: "password" | "link", run: () => Promise<unknown>) => {
    if (busy || !isFilled(kind === "password")) return;
    setBusy(kind);
    keep("email", email.trim());
    try {
      await run();
    } catch (error) {
      setFault(error);
      if (isProblem(error, "session/wrong-password")) fields.password.current?.select();
    } finally {
      setBusy(undefined);
    }
  };
  const byPassword = () =>
    act("password", async () => enter(await call("signIn", { body: { email: email.trim(), password } }), next));
  const byLink = () =>
    act("link", async () => {
      await call("askLink", { body: { email: email.trim(), ...(next ? { next } : {}) } });
      setSentTo(email.trim());
    });

  if (sentTo) {
    return (
      <SessionPage title={t("signIn.sent")}>
        <div className={classes.form}>
          <p className={classes.soft} role="status">
            {t("signIn.sentText", { email: sentTo })}
          </p>
          <Button variant="default" size="md" onClick={() => setSentTo(undefined)}>
            {t("signIn.other")}
          </Button>
        </div>
      </SessionPage>
    );
  }
  return (
    <SessionPage title={t("signIn.title")}>
      {ended && !fault && (
        <p className={classes.notice} role="status">
          {t("signIn.ended")}
        </p>
      )}
      <form
        className={classes.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void byPassword();
        }}
      >
        <TextInput
          ref={fields.email}
          label={t("signIn.email")}
          size="md"
          type="email"
          name="email"
          autoComplete="username"
          inputMode="email"
          autoFocus={!startsAtPassword}
          value={email}
          error={missing === "email" && t("signIn.needEmail")}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordField
          ref={fields.password}
          label={t("signIn.password")}
          size="md"
          name="password"
          autoComplete="current-password"
          autoFocus={startsAtPassword}
          value={password}
          error={missing === "password" && t("signIn.needPassword")}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Fault error={fault} />
        <Button type="submit" size="md" loading={busy === "password"}>
          {t("signIn.submit")}
        </Button>
        <div className={classes.or}>
          <Button variant="default" size="md" loading={busy === "link"} onClick={() => void byLink()}>
            {t("signIn.link")}
          </Button>
          <p className={classes.soft}>{t("signIn.linkWhy")}</p>
        </div>
      </form>
    </SessionPage>
  );
}

/** Why sign-in failed, in one sentence. */
function Fault({ error }: { error: unknown }) {
  const { t } = useTranslation(["session", "common"]);
  if (!error) return null;
  const code = isProblem(error) ? error.code.slice(error.code.indexOf("/") + 1) : "";
  const status = isProblem(error) ? error.status : undefined;
  const known = code === "wrong-password" || code === "no-access" ? t(`signIn.${code}`) : undefined;
  const general = t(status === 0 ? "common:error.unreachable.text" : "common:error.fault.text");
  return (
    <p className={classes.fault} role="alert">
      {known ?? (status === 429 ? t("signIn.many") : general)}
    </p>
  );
}
