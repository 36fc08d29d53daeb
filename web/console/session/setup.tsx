import { Button, Select, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Ask } from "../../kit/api.ts";
import { ErrorState } from "../../kit/error-state.tsx";
import { speak, textOf } from "../../kit/i18n.ts";
import { isLanguage, LANGUAGES } from "../../kit/languages.ts";
import { PasswordField } from "../../kit/password-field.tsx";
import { isProblem } from "../../kit/problem.ts";
import { useAct, useRoute } from "../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../kit/refusal-list.tsx";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import { ZoneSelect } from "../../kit/zone-select.tsx";
import { useEnter } from "./enter.ts";
import { SessionPage } from "./page.tsx";
import classes from "./session.module.css";

type Body = Ask<"finishSetup">["body"];
const FIELDS = ["preset", "workspace", "name", "email", "password"] as const;
const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
const LANGUAGE_CHOICES = Object.entries(LANGUAGES).map(([value, label]) => ({ value, label }));

/** The first administrator names the workspace and picks what to begin with. */
export function Setup({ token }: { token: string }) {
  const { t } = useTranslation("session");
  const navigate = useNavigate();
  const { data, error, refetch } = useRoute("getSetup", { params: { token } }, { retry: false });
  if (isProblem(error) && error.status !== 0 && error.status < 500) {
    return (
      <SessionPage title={t("setup.done")}>
        <div className={classes.form}>
          <p className={classes.soft}>{t("setup.doneText")}</p>
          <Button size="md" onClick={() => void navigate({ to: "/sign-in", search: {} })}>
            {t("signIn.submit")}
          </Button>
        </div>
      </SessionPage>
    );
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <SessionPage title={t("setup.title")} wide>
      {data ? <SetupForm token={token} presets={data.presets} /> : <SkeletonRows rows={6} />}
    </SessionPage>
  );
}

type Presets = { key: string; name: Record<string, string>; about: Record<string, string> }[];

function SetupForm({ token, presets }: { token: string; presets: Presets }) {
  const { t, i18n } = useTranslation("session");
  const enter = useEnter();
  const [form, setForm] = useState<Body>({
    workspace: "",
    preset: presets[0]?.key ?? "",
    timeZone: OWN_ZONE,
    name: "",
    email: "",
    password: "",
  });
  const [tried, setTried] = useState(false);
  const finish = useAct("finishSetup", { onSuccess: (me) => enter(me) });
  const refused = useFieldErrors(finish.error);
  const change = (part: Partial<Body>) => setForm((now) => ({ ...now, ...part }));

  const wrong = (field: (typeof FIELDS)[number]): string | undefined => {
    if (form[field].trim() === "") return t("setup.required");
    if (field === "email" && !/^[^\s@]+@[^\s@]+$/.test(form.email.trim())) return t("signIn.needEmail");
    return field === "password" && form.password.length < 8 ? t("setup.passwordHint") : undefined;
  };
  const text = (field: "workspace" | "name" | "email" | "password") => ({
    label: t(`setup.${field}`),
    name: field,
    size: "md",
    value: form[field],
    error: (tried ? wrong(field) : undefined) ?? refused[field],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [field]: event.currentTarget.value }),
  });

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        const first = FIELDS.find(wrong);
        if (first) event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
        else if (!finish.isPending) {
          const locale = isLanguage(i18n.language) ? { locale: i18n.language } : {};
          finish.mutate({ params: { token }, body: { ...form, ...locale, email: form.email.trim() } });
        }
      }}
    >
      <p className={classes.soft}>{t("setup.text")}</p>
      <TextInput {...text("workspace")} description={t("setup.workspaceHint")} autoFocus />
      <fieldset className={classes.part}>
        <legend>{t("setup.preset")}</legend>
        <div className={classes.two}>
          {presets.map(({ key, name, about }) => (
            <label key={key} className={classes.preset}>
              <input
                type="radio"
                name="preset"
                value={key}
                checked={form.preset === key}
                onChange={() => change({ preset: key })}
              />
              <strong>{textOf(name)}</strong>
              <span className={classes.soft}>{textOf(about)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className={classes.two}>
        <ZoneSelect
          label={t("setup.timeZone")}
          size="md"
          value={form.timeZone ?? OWN_ZONE}
          onChange={(zone) => change({ timeZone: zone })}
        />
        <Select
          label={t("setup.language")}
          size="md"
          data={LANGUAGE_CHOICES}
          value={i18n.language}
          allowDeselect={false}
          onChange={(language) => isLanguage(language) && void speak(language)}
        />
      </div>
      <fieldset className={classes.part}>
        <legend>{t("setup.you")}</legend>
        <TextInput {...text("name")} autoComplete="name" />
        <div className={classes.two}>
          <TextInput {...text("email")} type="email" autoComplete="username" />
          <PasswordField {...text("password")} description={t("setup.passwordHint")} autoComplete="new-password" />
        </div>
      </fieldset>
      <RefusalList error={finish.error} except={[...FIELDS]} />
      <Button type="submit" size="md" loading={finish.isPending}>
        {t("setup.submit")}
      </Button>
    </form>
  );
}
