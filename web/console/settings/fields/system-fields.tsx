import { useTranslation } from "react-i18next";
import { useAct, useRoute } from "../../../kit/query.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { Option, Section } from "../frame/section.tsx";
import classes from "./fields.module.css";

const SWITCHES = ["clientsSetPriority", "clientsSetType"] as const;

/** Fields of every desk that may be opened to clients on their order form [O-PRIO-08, O-TYPE-09]. */
export function SystemFields() {
  const { t } = useTranslation("fieldsUi");
  const { data } = useRoute("getWorkspace", {});
  const save = useAct("updateWorkspace", { stale: ["getWorkspace"] });
  const fault = useFaultToast();
  if (!data) return null;
  return (
    <div className={classes.system}>
      <Section title={t("system.title")} about={t("system.about")}>
        {SWITCHES.map((name) => (
          <Option
            key={name}
            label={t(`system.${name}.label`)}
            about={t(`system.${name}.about`)}
            checked={data.settings[name] ?? false}
            disabled={save.isPending}
            onChange={(on) => save.mutate({ body: { settings: { [name]: on } } }, { onError: fault })}
          />
        ))}
      </Section>
    </div>
  );
}
