import { Button } from "@mantine/core";
import { EnvelopeClosedIcon } from "@radix-ui/react-icons";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Employee } from "../../../../contract/people.ts";
import { send } from "../../../kit/api.ts";
import { PasswordField } from "../../../kit/password-field.tsx";
import { key, useAct, useRoute } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { NewPage } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Notice, Option, Section } from "../frame/section.tsx";
import { useEditor } from "../frame/use-editor.ts";
import { BlockEmployee } from "./block-employee.tsx";
import { EmployeeFields } from "./employee-fields.tsx";
import { bodyOf, checkEmployee, type EmployeeForm, formOf, NEW_EMPLOYEE } from "./employee-form.ts";

const useBack = () => {
  const { t } = useTranslation("settings");
  return { to: "/settings/employees", label: t("page.employees.title") };
};

type NewForm = EmployeeForm & { invite: boolean; password: string };
const START: NewForm = { ...NEW_EMPLOYEE, invite: true, password: "" };

/** A new employee; he gets in by the letter, by a password that is told to him, or later ([O-EMP-07]). */
export function NewEmployee() {
  const { t } = useTranslation(["employees", "settings"]);
  const navigate = useNavigate();
  const back = useBack();
  const create = useAct("createEmployee", { stale: ["listEmployees", "listRoles", "listTeams"] });
  const editor = useEditor({
    saved: START,
    save: ({ password, invite, ...form }) =>
      create.mutateAsync({
        body: {
          ...bodyOf(form),
          name: form.name,
          email: form.email.trim(),
          role: form.role,
          invite,
          ...(password === "" ? {} : { password }),
        },
      }),
    check: (form) => ({
      ...checkEmployee(form, t),
      password: form.password !== "" && form.password.length < 8 ? t("passwordShort") : undefined,
    }),
    onSaved: ({ id }) => navigate({ to: `/settings/employees/${id}`, replace: true }),
  });
  const { value, set, errors } = editor;
  return (
    <NewPage title={t("newTitle")} back={back} editor={editor} submitLabel={t("add")}>
      <EmployeeFields editor={editor} />
      <Section title={t("part.enter")} about={t("part.enterAbout")}>
        <Option
          label={t("invite.label")}
          about={t("invite.about")}
          checked={value.invite}
          onChange={(invite) => set({ invite })}
        />
        <PasswordField
          label={t("password")}
          description={t("passwordAbout")}
          autoComplete="new-password"
          value={value.password}
          error={errors.password}
          onChange={(event) => set({ password: event.currentTarget.value })}
        />
      </Section>
    </NewPage>
  );
}

export function EmployeeCard({ id }: { id: string }) {
  const query = useRoute("getEmployee", { params: { id } });
  return <Loaded query={query}>{(employee) => <Card employee={employee} />}</Loaded>;
}

function Card({ employee }: { employee: Employee }) {
  const { t } = useTranslation(["employees", "settings"]);
  const client = useQueryClient();
  const me = useMe();
  const fault = useFaultToast();
  const [isBlocking, setBlocking] = useState(false);
  const params = { id: employee.id };
  const keep = (next: Employee) => client.setQueryData(key("getEmployee", { params }), next);
  const stale = ["listEmployees", "listTeams", "listRoles"] as const;
  const update = useAct("updateEmployee", { stale, onSuccess: keep });
  const unblock = useAct("unblockEmployee", { stale, onSuccess: keep, onError: fault });
  const invite = useAct("inviteEmployee", { onError: fault });
  const endSessions = useAct("endEmployeeSessions", { onSuccess: () => toast(t("sessions.done")), onError: fault });
  const editor = useEditor({
    saved: formOf(employee),
    guard: {
      version: employee.version,
      reload: async () => {
        const now = await send("getEmployee", { params });
        keep(now);
        return { saved: formOf(now), version: now.version };
      },
    },
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(changed), ifMatch }),
    check: (form) => checkEmployee(form, t),
    undoable: true,
  });
  const where = `assignee:${employee.id} category:new,open,paused`;
  return (
    <Page
      title={employee.name}
      back={useBack()}
      about={
        employee.load > 0 ? (
          <Link to="/tickets" search={{ tab: "all", where }}>
            {t("loadOf", { count: employee.load })}
          </Link>
        ) : (
          t("noLoad")
        )
      }
      actions={
        employee.active && (
          <Button
            variant="default"
            leftSection={<EnvelopeClosedIcon />}
            loading={invite.isPending}
            onClick={() =>
              invite.mutate({ params }, { onSuccess: () => toast(t("invite.sent", { email: employee.email })) })
            }
          >
            {t(employee.signedUp ? "invite.again" : "invite.send")}
          </Button>
        )
      }
    >
      <EditorForm editor={editor}>
        {!employee.active && (
          <Notice>
            <span>{t("blockedNotice")}</span>
            <Button variant="default" loading={unblock.isPending} onClick={() => unblock.mutate({ params })}>
              {t("unblock")}
            </Button>
          </Notice>
        )}
        {employee.active && !employee.signedUp && <Notice tone="plain">{t("notSignedUp")}</Notice>}
        <EmployeeFields editor={editor} />
        {employee.active && employee.signedUp && employee.id !== me.person.id && (
          <Section title={t("sessions.title")} about={t("sessions.about")}>
            <div>
              <Button variant="default" loading={endSessions.isPending} onClick={() => endSessions.mutate({ params })}>
                {t("sessions.action")}
              </Button>
            </div>
          </Section>
        )}
        {employee.active && employee.id !== me.person.id && (
          <Section title={t("block.title")} about={t("block.about")}>
            <div>
              <Button variant="default" c="var(--red-ink)" onClick={() => setBlocking(true)}>
                {t("block.action")}
              </Button>
            </div>
          </Section>
        )}
      </EditorForm>
      <BlockEmployee employee={employee} opened={isBlocking} onClose={() => setBlocking(false)} onBlocked={keep} />
    </Page>
  );
}
