import { Button } from "@mantine/core";
import { type ReactNode, useEffect, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../../kit/error-state.tsx";
import { useAct, useRoute } from "../../kit/query.ts";
import { RefusalList } from "../../kit/refusal-list.tsx";
import { SkeletonRows } from "../../kit/skeleton-rows.tsx";
import classes from "../lookup/lookup.module.css";

const EMPTY = { name: "", phone: "", email: "", text: "" };

/** A visitor of a site leaves his name and how to reach him [L-REG-01]. */
export function Capture({ desk }: { desk: string }) {
  const { t } = useTranslation("capture");
  const params = { workspace: desk };
  const { data, error, refetch } = useRoute("getCapture", { params });
  const [given, setGiven] = useState(EMPTY);
  const [sent, setSent] = useState(false);
  // Said by the page in its own language: a browser would say it in that of its menus.
  const [isNameless, setNameless] = useState(false);
  const send = useAct("sendCapture", { onSuccess: () => setSent(true) });
  const name = data?.name ?? "";
  useEffect(() => {
    document.title = name === "" ? t("title") : `${t("title")} · ${name}`;
  }, [name, t]);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} />;
  const set = (change: Partial<typeof EMPTY>) => setGiven({ ...given, ...change });
  const again = () => {
    setGiven(EMPTY);
    setSent(false);
  };
  return (
    <main className={classes.page}>
      <header className={classes.head}>
        <p>{name}</p>
        <h1>{t(sent ? "thanks" : "title")}</h1>
        <p role="status">{t(sent ? "thanksAbout" : "about")}</p>
      </header>
      {sent ? (
        <p>
          <Button variant="default" onClick={again}>
            {t("again")}
          </Button>
        </p>
      ) : (
        <form
          className={classes.form}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setNameless(given.name.trim() === "");
            if (given.name.trim() === "") {
              event.currentTarget.querySelector("input")?.focus();
              return;
            }
            const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value.trim() !== ""));
            send.mutate({ params, body: { ...filled, name: given.name.trim() } });
          }}
        >
          <Field label={t("name")} wrong={isNameless && given.name.trim() === "" ? t("nameless") : undefined}>
            {(id, wrong) => (
              <input
                id={id}
                value={given.name}
                required
                aria-invalid={wrong !== undefined}
                aria-describedby={wrong}
                maxLength={200}
                autoComplete="name"
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
            )}
          </Field>
          <div className={classes.two}>
            <Field label={t("phone")}>
              {(id) => (
                <input
                  id={id}
                  type="tel"
                  value={given.phone}
                  maxLength={40}
                  autoComplete="tel"
                  onChange={(event) => set({ phone: event.currentTarget.value })}
                />
              )}
            </Field>
            <Field label={t("email")}>
              {(id) => (
                <input
                  id={id}
                  type="email"
                  value={given.email}
                  maxLength={254}
                  autoComplete="email"
                  onChange={(event) => set({ email: event.currentTarget.value })}
                />
              )}
            </Field>
          </div>
          <Field label={t("text")}>
            {(id) => (
              <textarea
                id={id}
                rows={4}
                value={given.text}
                maxLength={5_000}
                onChange={(event) => set({ text: event.currentTarget.value })}
              />
            )}
          </Field>
          <RefusalList error={send.error} />
          <Button type="submit" size="md" loading={send.isPending}>
            {t("send")}
          </Button>
        </form>
      )}
    </main>
  );
}

type FieldProps = {
  label: string;
  wrong?: string | undefined;
  /** `wrong`: the id of what is said to be wrong. */
  children: (id: string, wrong: string | undefined) => ReactNode;
};

function Field({ label, wrong, children }: FieldProps) {
  const id = useId();
  return (
    <div className={classes.field}>
      <label htmlFor={id}>{label}</label>
      {children(id, wrong === undefined ? undefined : `${id}-wrong`)}
      {wrong !== undefined && (
        <p id={`${id}-wrong`} role="alert" className={classes.wrong}>
          {wrong}
        </p>
      )}
    </div>
  );
}
