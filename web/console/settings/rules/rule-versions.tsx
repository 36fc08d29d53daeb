import { Button, Modal, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { formatMoment } from "../../../kit/format.ts";
import { useAct, useRoute } from "../../../kit/query.ts";
import { toast, useFaultToast } from "../../../kit/toast.tsx";
import { Loaded } from "../frame/page.tsx";
import type { KindOfRules, Rule, RuleVersion } from "./rule-kind.ts";
import classes from "./rules.module.css";

type Props = { of: KindOfRules; rule: Rule | undefined; onClose: () => void };

/** What a rule was, version by version: who, when and why, what was changed, and the way back ([B-REH-03]). */
export function RuleVersions({ of, rule, onClose }: Props) {
  const { t } = useTranslation(["rulesUi", "common"]);
  return (
    <Modal
      opened={rule !== undefined}
      onClose={onClose}
      size="lg"
      title={t("versions.of", { name: rule?.name ?? "" })}
      closeButtonProps={{ "aria-label": t("common:action.close") }}
    >
      {rule && <Versions of={of} rule={rule} />}
    </Modal>
  );
}

function Versions({ of, rule }: { of: KindOfRules; rule: Rule }) {
  const { t } = useTranslation("rulesUi");
  const fault = useFaultToast();
  const query = useRoute("listRuleVersions", { params: { id: rule.id } });
  const revert = useAct("revertRule", { stale: ["listRules", "listRuleVersions"] });
  const back = async (version: number) => {
    try {
      await revert.mutateAsync({
        params: { id: rule.id },
        body: { version, note: t("versions.backNote", { version }) },
      });
      toast(t("versions.isBack", { version }));
    } catch (error) {
      fault(error);
    }
  };
  return (
    <Loaded query={query}>
      {({ items }) => (
        <ol className={classes.versions}>
          {items.map((one) => (
            <li key={one.version}>
              <div className={classes.versionHead}>
                <strong>{t("versions.number", { version: one.version })}</strong>
                <span>{formatMoment(one.at)}</span>
                <span>{one.by?.name}</span>
                {one.version === rule.version ? (
                  <span className={classes.now}>{t("versions.now")}</span>
                ) : (
                  <Button size="compact-sm" variant="default" onClick={() => void back(one.version)}>
                    {t("versions.back")}
                  </Button>
                )}
              </div>
              {one.note && <div className={classes.note}>{one.note}</div>}
              <Differences of={of} version={one} names={rule.names} />
            </li>
          ))}
        </ol>
      )}
    </Loaded>
  );
}

function Differences({ of, version, names }: { of: KindOfRules; version: RuleVersion; names: Rule["names"] }) {
  const { t } = useTranslation("rulesUi");
  const parts = Object.entries(version.difference);
  if (version.version === 1) return <div className={classes.soft}>{t("versions.first")}</div>;
  if (parts.length === 0) return <div className={classes.soft}>{t("versions.same")}</div>;
  const nameOf = (part: string) =>
    part.startsWith("result.") ? of.partOf(part.slice("result.".length)) : t(`part.${part}`);
  return (
    <Stack gap={4}>
      {parts.map(([part, { from, to }]) => (
        <div key={part} className={classes.difference}>
          <span>{nameOf(part)}</span>
          <del>{inWords(from, names, t) || t("versions.nothing")}</del>
          <span aria-hidden>→</span>
          <ins>{inWords(to, names, t) || t("versions.nothing")}</ins>
        </div>
      ))}
    </Stack>
  );
}

/** A value as people read it: names for ids, yes and no, moments; the rest as it stands. */
function inWords(value: unknown, names: Rule["names"], t: (key: string) => string): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  if (Array.isArray(value)) return value.map((one) => inWords(one, names, t)).join(", ");
  if (typeof value === "object") {
    return Object.entries(value)
      .map(([name, inner]) => `${name}: ${inWords(inner, names, t)}`)
      .join(", ");
  }
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return formatMoment(text);
  return names[text] ?? text;
}
