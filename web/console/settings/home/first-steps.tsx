import { ActionIcon } from "@mantine/core";
import { CheckCircledIcon, CircleIcon, Cross2Icon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FIRST_STEPS, type FirstStep } from "../../../../contract/first-steps.ts";
import { useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { usePreference } from "../../tickets/list/preference.ts";
import classes from "./first-steps.module.css";

/** Where each step is done. */
const WAYS: Record<FirstStep, { to: string; search?: object }> = {
  mail: { to: "/settings/mail-addresses" },
  people: { to: "/settings/employees/new" },
  clients: { to: "/places" },
  services: { to: "/settings/services/new" },
  ticket: { to: "/tickets/new" },
};

/**
 * What a fresh desk needs before it works. A step is done by itself when what it asks for is there; the card goes when
 * all are, or when whoever sets the desk up has had enough of it. `emptyOnly`: only while there is no ticket.
 */
export function FirstSteps({ emptyOnly = false }: { emptyOnly?: boolean }) {
  const { t } = useTranslation("firstSteps");
  const may = useMay();
  const [kept, keep] = usePreference("firstSteps");
  const isWanted = may("section.settings") && kept !== "hidden";
  const { data } = useRoute("getFirstSteps", {}, { enabled: isWanted, staleTime: 0 });
  if (!isWanted || !data) return null;
  const { steps } = data;
  const left = FIRST_STEPS.filter((step) => !steps[step]);
  if (left.length === 0 || (emptyOnly && steps.ticket)) return null;
  return (
    <section className={classes.card} aria-labelledby="first-steps">
      <div className={classes.head}>
        <h2 id="first-steps">{t("title")}</h2>
        <span>{t("done", { done: FIRST_STEPS.length - left.length, of: FIRST_STEPS.length })}</span>
        <ActionIcon aria-label={t("hide")} title={t("hide")} onClick={() => keep("hidden")}>
          <Cross2Icon />
        </ActionIcon>
      </div>
      <ol className={classes.steps}>
        {FIRST_STEPS.map((step) => (
          <li key={step} data-done={steps[step] || undefined} data-next={step === left[0] || undefined}>
            {steps[step] ? <CheckCircledIcon aria-label={t("isDone")} /> : <CircleIcon aria-hidden />}
            <div>
              {steps[step] ? (
                <span>{t(`step.${step}.name`)}</span>
              ) : (
                <Link {...WAYS[step]}>{t(`step.${step}.name`)}</Link>
              )}
              {!steps[step] && <p>{t(`step.${step}.why`)}</p>}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
