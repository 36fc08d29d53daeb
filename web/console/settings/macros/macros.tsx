import { useTranslation } from "react-i18next";
import { EmptyState } from "../../../kit/empty-state.tsx";
import { useRoute } from "../../../kit/query.ts";
import { AddLink } from "../frame/add-link.tsx";
import { Missing } from "../frame/missing.tsx";
import { Loaded, Page } from "../frame/page.tsx";
import { Rows } from "../frame/rows.tsx";
import { WHOLE } from "../frame/whole.ts";
import { ProblemList } from "../rules/problem-list.tsx";
import { actionsOf, type Macro } from "./macro.ts";
import { MacroCard, NewMacro } from "./macro-card.tsx";

/** My macros and those for everybody: the list, a new one, or the card of one [U-MAC-01]. */
export function Screen({ rest: [id] }: { rest: readonly string[] }) {
  const query = useRoute("listMacros", {});
  return (
    <Loaded query={query}>
      {({ enabled, items }) => {
        if (!enabled) return <Missing />;
        if (id === "new") return <NewMacro />;
        if (id === undefined) return <MacroList macros={items} />;
        const macro = items.find((one) => one.id === id);
        return macro ? <MacroCard key={id} macro={macro} /> : <Missing />;
      }}
    </Loaded>
  );
}

function MacroList({ macros }: { macros: readonly Macro[] }) {
  const { t } = useTranslation(["automationUi", "settings"]);
  const add = <AddLink to="/settings/macros/new" label={t("macro.add")} />;
  return (
    <Page
      fill
      title={t("settings:page.macros.title")}
      about={t("macro.about")}
      back={{ to: "/settings", label: t("settings:back") }}
      actions={add}
    >
      <Rows
        label={t("settings:page.macros.title")}
        items={macros}
        pages={WHOLE}
        keyOf={({ id }) => id}
        toOf={({ id }) => ({ to: `/settings/macros/${id}` })}
        empty={<EmptyState title={t("macro.empty.title")} why={t("macro.empty.why")} />}
        columns={[
          { key: "name", title: t("settings:name"), width: "minmax(180px, 1.2fr)", draw: ({ name }) => name },
          {
            key: "actions",
            title: t("macro.actions"),
            width: "minmax(200px, 2fr)",
            draw: (macro) => (
              <div>
                {actionsOf(macro)
                  .map((action) => t(`action.${action.do}`))
                  .join(" → ")}
                <ProblemList problems={macro.problems} />
              </div>
            ),
          },
          {
            key: "whose",
            title: t("macro.whose"),
            width: "minmax(100px, 0.6fr)",
            draw: ({ shared }) => t(shared ? "macro.shared" : "macro.mine"),
          },
        ]}
      />
    </Page>
  );
}
