import { ActionIcon, Switch } from "@mantine/core";
import { Cross2Icon } from "@radix-ui/react-icons";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { NameField, NewPage, Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { Page } from "../frame/page.tsx";
import { Option, Section } from "../frame/section.tsx";
import { type Editor, useEditor } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import { RefSelect } from "../pick/ref-select.tsx";
import { AssignmentPart } from "./assignment-part.tsx";
import classes from "./team.module.css";
import type { Team } from "./team-list.tsx";

export type TeamForm = Pick<Team, "name" | "hidden" | "members" | "assignment">;
const START: TeamForm = { name: "", hidden: false, members: [], assignment: {} };
const STALE = ["listTeams", "listEmployees"] as const;

const formOf = ({ name, hidden, members, assignment }: Team): TeamForm => ({ name, hidden, members, assignment });
const bodyOf = ({ members, ...rest }: Partial<TeamForm>) => ({
  ...rest,
  ...(members ? { members: members.map(({ id, notified }) => ({ id, notified })) } : {}),
});

function useBack() {
  const { t } = useTranslation("settings");
  return { to: "/settings/teams", label: t("page.teams.title") };
}

export function NewTeam() {
  const { t } = useTranslation(["teams", "settings"]);
  const navigate = useNavigate();
  const back = useBack();
  const create = useAct("createTeam", { stale: STALE });
  const editor = useEditor({
    saved: START,
    save: (form) => create.mutateAsync({ body: { ...bodyOf(form), name: form.name } }),
    check: ({ name }) => ({ name: name.trim() === "" ? t("settings:required") : undefined }),
    onSaved: () => navigate({ to: back.to, replace: true }),
  });
  return (
    <NewPage title={t("newTitle")} back={back} editor={editor} submitLabel={t("add")}>
      <TeamFields editor={editor} />
    </NewPage>
  );
}

export function TeamCard({ team }: { team: Team }) {
  const { t } = useTranslation(["teams", "settings"]);
  const navigate = useNavigate();
  const params = { id: team.id };
  const find = ({ items }: Answer<"listTeams">) => items.find(({ id }) => id === team.id);
  const guard = useGuard({ known: team, route: "listTeams", find, formOf });
  const update = useAct("updateTeam", { stale: STALE });
  const remove = useAct("deleteTeam", { stale: STALE });
  const editor = useEditor({
    saved: formOf(team),
    guard,
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: bodyOf(changed), ifMatch }),
    check: ({ name }) => ({ name: name.trim() === "" ? t("settings:required") : undefined }),
    undoable: true,
  });
  return (
    <Page title={team.name} back={useBack()} about={t("membersOf", { count: team.members.length })}>
      <EditorForm editor={editor}>
        <TeamFields editor={editor} />
        <Removal
          texts="teams:delete"
          name={team.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: "/settings/teams", replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

function TeamFields({ editor }: { editor: Editor<TeamForm> }) {
  const { t } = useTranslation(["teams", "settings"]);
  const { value, set, errors } = editor;
  return (
    <>
      <Section title={t("main")}>
        <NameField editor={editor} placeholder={t("nameHint")} />
        <Option
          label={t("hidden.label")}
          about={t("hidden.about")}
          checked={value.hidden}
          onChange={(hidden) => set({ hidden })}
        />
      </Section>
      <Section title={t("members")} about={t("membersAbout")}>
        <RefSelect
          kind="employee"
          label={t("addMember")}
          placeholder={t("addMemberHint")}
          error={errors.members}
          value={null}
          except={value.members.map(({ id }) => id)}
          onChange={(one) => one && set({ members: [...value.members, { ...one, notified: true }] })}
        />
        <Members members={value.members} onChange={(members) => set({ members })} />
      </Section>
      <AssignmentPart
        value={value.assignment}
        members={value.members}
        errors={errors}
        onChange={(assignment) => set({ assignment })}
      />
    </>
  );
}

type Members = Team["members"];

function Members({ members, onChange }: { members: Members; onChange: (members: Members) => void }) {
  const { t } = useTranslation("teams");
  if (members.length === 0) return <div className={classes.none}>{t("noMembers")}</div>;
  return (
    <ul className={classes.members} aria-label={t("members")}>
      {members.map((member) => (
        <li key={member.id} className={classes.member}>
          <span className={classes.name}>{member.name}</span>
          <Switch
            label={t("notified")}
            aria-label={t("notifiedOf", { name: member.name })}
            checked={member.notified}
            onChange={({ currentTarget: { checked: notified } }) =>
              onChange(members.map((one) => (one.id === member.id ? { ...one, notified } : one)))
            }
          />
          <ActionIcon
            aria-label={t("takeOut", { name: member.name })}
            onClick={() => onChange(members.filter(({ id }) => id !== member.id))}
          >
            <Cross2Icon />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
