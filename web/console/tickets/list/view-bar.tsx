import { Button } from "@mantine/core";
import { ExclamationTriangleIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import type { Registry } from "../../../../core/fields/registry.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { useColumnName } from "./column-name.ts";
import type { ListState } from "./use-list-state.ts";
import type { Look } from "./use-look.ts";
import type { LeftOut } from "./use-mended.ts";
import { useViewActs } from "./use-views.ts";
import classes from "./view-bar.module.css";

/** What is to be said of the open view: it is not there, parts of it are gone, it is shown otherwise than it is kept. */
export function ViewBar(props: { registry: Registry; state: ListState; look: Look; onSaveNew: () => void }) {
  const { t } = useTranslation("views");
  const { state, registry } = props;
  return (
    <>
      {state.isViewGone && (
        <div className={classes.bar} role="alert" data-warn>
          <ExclamationTriangleIcon />
          <span className={classes.words}>{t("gone.view")}</span>
          <Button size="compact-sm" variant="default" onClick={() => state.setTab("all")}>
            {t("gone.toAll")}
          </Button>
        </div>
      )}
      {state.left.length > 0 && (
        <div className={classes.bar} role="alert" data-warn>
          <ExclamationTriangleIcon />
          <div className={classes.words}>
            <p>{t(state.view ? "gone.ofView" : "gone.ofLink")}</p>
            <ul>
              {state.left.map((one) => (
                <li key={one.text}>
                  <Gone of={one} registry={registry} />
                </li>
              ))}
            </ul>
            <p className={classes.soft}>
              {t(state.view && !state.view.can.change ? "gone.askOwner" : "gone.mend", {
                owner: state.view?.owner.name,
              })}
            </p>
          </div>
          <Button size="compact-sm" variant="default" onClick={state.dropLeft}>
            {t("gone.drop")}
          </Button>
        </div>
      )}
      {props.look.lost.length > 0 && (
        <div className={classes.bar} role="alert" data-warn>
          <ExclamationTriangleIcon />
          <span className={classes.words}>{t("gone.order", { fields: props.look.lost.join(", ") })}</span>
        </div>
      )}
      {state.view && (state.isChanged || props.look.isChanged) && <Changed {...props} view={state.view} />}
    </>
  );
}

/** One part that is left out, by the name of its field where that is known, and why. */
function Gone({ of, registry }: { of: LeftOut; registry: Registry }) {
  const { t } = useTranslation("views");
  const nameOf = useColumnName();
  const key = String(of.params?.field ?? "");
  const field = registry.find(key);
  const label = field ? nameOf({ key: field.key, field }) : key;
  const reason = t(`why.${of.code}`, { ...of.params, field: label, defaultValue: of.mend });
  return (
    <>
      {field && of.code === "gone" ? <b>{label}</b> : <code dir="auto">{of.text}</code>} — {reason}
    </>
  );
}

function Changed({
  state,
  look,
  view,
  onSaveNew,
}: Parameters<typeof ViewBar>[0] & { view: NonNullable<ListState["view"]> }) {
  const { t } = useTranslation("views");
  const { update } = useViewActs();
  const fault = useFaultToast();
  const { settings } = view;
  const save = () => {
    const now = {
      ...(settings.columns ? { columns: look.settings.columns } : {}),
      ...(settings.sort === undefined ? {} : { sort: look.settings.sort }),
    };
    const body = {
      ...(state.isChanged ? { condition: state.text } : {}),
      ...(look.isChanged ? { settings: now } : {}),
    };
    update.mutate(
      { params: { id: view.id }, body, ifMatch: view.version },
      { onSuccess: state.reset, onError: (error) => fault(error) },
    );
  };
  return (
    <div className={classes.bar} role="status">
      <span className={classes.words}>
        <bdi className={classes.name}>{view.name}</bdi> <span className={classes.soft}>· {t("changed.title")}</span>
      </span>
      {view.can.change && (
        <Button
          size="compact-sm"
          variant="default"
          loading={update.isPending}
          disabled={state.text === ""}
          onClick={save}
        >
          {t(view.sharing ? "changed.saveForAll" : "changed.save")}
        </Button>
      )}
      <Button size="compact-sm" variant="default" disabled={state.text === ""} onClick={onSaveNew}>
        {t("changed.saveNew")}
      </Button>
      <Button size="compact-sm" variant="subtle" color="gray" onClick={state.reset}>
        {t("changed.reset")}
      </Button>
    </div>
  );
}
