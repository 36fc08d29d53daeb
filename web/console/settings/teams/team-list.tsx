import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasWords } from "../../../../core/forms/order-form.ts";
import type { Answer } from "../../../kit/api.ts";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { AddLink } from "../frame/add-link.tsx";
import { Page } from "../frame/page.tsx";
import rows from "../frame/rows.module.css";
import { Rows } from "../frame/rows.tsx";
import { SearchField } from "../frame/search-field.tsx";
import { WHOLE } from "../frame/whole.ts";

export type Team = Answer<"listTeams">["items"][number];

export function TeamList({ teams }: { teams: readonly Team[] }) {
  const { t } = useTranslation(["teams", "settings"]);
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const found = teams.filter(({ name, members }) =>
    hasWords([name, ...members.map((member) => member.name)].join(" "), words),
  );
  return (
    <Page
      fill
      title={t("settings:page.teams.title")}
      about={t("about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={<AddLink to="/settings/teams/new" label={t("add")} />}
    >
      {teams.length > 8 && (
        <div className={rows.tools}>
          <SearchField label={t("search")} placeholder={t("search")} words={words} onWords={setWords} />
        </div>
      )}
      <Rows
        label={t("settings:page.teams.title")}
        items={found}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/teams/${id}` })}
        isSoft={({ hidden }) => hidden}
        empty={
          words === "" ? (
            <EmptyState
              title={t("empty.title")}
              why={t("empty.why")}
              action={{ label: t("add"), run: () => void navigate({ to: "/settings/teams/new" }) }}
            />
          ) : (
            <EmptyState title={t("settings:nothingFound")} why={t("settings:nothingFoundWhy")} />
          )
        }
        columns={[
          { key: "name", title: t("settings:name"), width: "minmax(160px, 1.2fr)", draw: ({ name }) => name },
          {
            key: "members",
            title: t("members"),
            width: "minmax(160px, 2fr)",
            draw: ({ members }) => members.map(({ name }) => name).join(", "),
          },
          {
            key: "count",
            title: t("people"),
            width: "112px",
            draw: ({ members }) => t("membersOf", { count: members.length }),
          },
          { key: "hidden", title: "", width: "80px", draw: ({ hidden }) => (hidden ? t("hiddenOne") : "") },
        ]}
      />
    </Page>
  );
}
