import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { PasswordField } from "../../../kit/password-field.tsx";
import { useAct } from "../../../kit/query.ts";
import { RefusalList, useFieldErrors } from "../../../kit/refusal-list.tsx";
import { useMe } from "../../../kit/session.ts";
import { toast } from "../../../kit/toast.tsx";
import { Section, Two } from "../frame/section.tsx";

/** The least that the server takes. */
const LEAST = 8;

export function MyPassword() {
  const { t } = useTranslation(["profileUi", "employees"]);
  const { person } = useMe();
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const [tried, setTried] = useState(false);
  const change = useAct("changePassword", {
    onSuccess: () => {
      toast(t("password.done"));
      setCurrent("");
      setNext("");
      setTried(false);
    },
  });
  const refused = useFieldErrors(change.error);
  const isShort = next.length < LEAST;
  return (
    <Section title={t("password.title")} about={t("password.about")}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          if (!isShort) change.mutate({ body: { next, ...(current === "" ? {} : { current }) } });
        }}
      >
        {/* Password managers want to know whose it is. */}
        <input type="text" name="username" autoComplete="username" value={person.email ?? ""} readOnly hidden />
        <Two>
          <PasswordField
            label={t("password.current")}
            description={t("password.currentAbout")}
            autoComplete="current-password"
            value={current}
            error={refused.current}
            onChange={(event) => setCurrent(event.currentTarget.value)}
          />
          <PasswordField
            label={t("password.next")}
            description={t("employees:passwordShort")}
            autoComplete="new-password"
            value={next}
            error={(tried && isShort ? t("employees:passwordShort") : undefined) ?? refused.next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
        </Two>
        <RefusalList error={change.error} except={["current", "next"]} />
        <Button type="submit" variant="default" mt="md" loading={change.isPending} disabled={next === ""}>
          {t("password.change")}
        </Button>
      </form>
    </Section>
  );
}
