import { ActionIcon, Switch, Tooltip } from "@mantine/core";
import { CounterClockwiseClockIcon, Pencil1Icon } from "@radix-ui/react-icons";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../../../kit/api.ts";
import { ConditionWords } from "../../conditions/condition-words.tsx";
import { ProblemList } from "./problem-list.tsx";
import type { KindOfRules, Rule } from "./rule-kind.ts";
import classes from "./rules.module.css";

type Props = {
  of: KindOfRules;
  rule: Rule;
  place: number;
  onEdit: () => void;
  onVersions: () => void;
  onSwitch: (enabled: boolean) => void;
};

/** A rule in the list: its place, what it asks, what follows, how many of last month's tickets it would meet. */
export function RuleRow({ of, rule, place, onEdit, onVersions, onSwitch }: Props) {
  const { t } = useTranslation(["rulesUi", "common"]);
  return (
    <div className={classes.row} data-off={!rule.enabled || undefined}>
      <span className={classes.place} aria-hidden>
        {place}
      </span>
      <div className={classes.text}>
        <button type="button" className={classes.name} onClick={onEdit}>
          <bdi>{rule.name}</bdi>
        </button>
        <div className={classes.line}>
          <span className={classes.word}>{t("if")}</span>
          {rule.condition === "" ? t("always") : <ConditionWords text={rule.condition} />}
          <Meets rule={rule} />
        </div>
        <div className={classes.line}>
          <span className={classes.word}>{t("then")}</span>
          <span>{of.summary(rule)}</span>
        </div>
        <ProblemList problems={rule.problems} />
      </div>
      <div className={classes.acts}>
        <Switch
          aria-label={t("isOn", { name: rule.name })}
          checked={rule.enabled}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
        <Tooltip label={t("versions.title")}>
          <ActionIcon aria-label={t("versions.of", { name: rule.name })} onClick={onVersions}>
            <CounterClockwiseClockIcon />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={t("common:action.edit")}>
          <ActionIcon aria-label={`${t("common:action.edit")}: ${rule.name}`} onClick={onEdit}>
            <Pencil1Icon />
          </ActionIcon>
        </Tooltip>
      </div>
    </div>
  );
}

/** How many of last month's tickets meet the condition; nothing while it is counted, or when it cannot be read. */
function Meets({ rule: { condition, problems } }: { rule: Rule }) {
  const { t } = useTranslation("rulesUi");
  const isRead = !problems.some(({ field }) => field === "condition");
  const { data } = useQuery({
    queryKey: ["previewCondition", condition],
    queryFn: ({ signal }) => send("previewCondition", { body: { where: condition }, signal }),
    enabled: isRead && condition !== "",
    staleTime: 5 * 60_000,
    retry: false,
  });
  if (!data) return null;
  return <span className={classes.meets}>{t(data.moreThan ? "meetsMore" : "meets", { count: data.total })}</span>;
}
