import { useTranslation } from "react-i18next";
import { useRoute } from "../../kit/query.ts";
import { useMe } from "../../kit/session.ts";
import { keptNames } from "../../kit/storage.ts";
import { Go } from "../address.tsx";
import { PencilIcon } from "../frame/icons.tsx";
import { useCatalogue } from "../services/use-catalogue.ts";
import classes from "./home.module.css";

const PREFIX = "order/";

/** Requests that were begun and not sent, here or on another device: one tap takes them up again. */
export function Unsent() {
  const { t } = useTranslation("portal");
  const person = useMe().person.id;
  const catalogue = useCatalogue().data;
  const { data } = useRoute("listDrafts", { query: { prefix: PREFIX } }, { refetchOnMount: "always" });
  const here = keptNames(`draft.${person}.${PREFIX}`).map((name) => name.slice(name.indexOf(PREFIX)));
  const keys = [...new Set([...here, ...(data?.items.map(({ key }) => key) ?? [])])];
  const begun = keys.flatMap((key) => {
    const id = key.slice(PREFIX.length);
    const name = id === "free" ? t("order.free") : catalogue?.items.find((service) => service.id === id)?.name;
    return name ? [{ id, name }] : [];
  });
  return begun.map(({ id, name }) => (
    <Go key={id} to={`order/${id}`} className={classes.unsent}>
      <PencilIcon />
      <span>
        <b>{t("home.unsent")}</b>
        {name}
      </span>
      <span className={classes.go}>{t("home.continue")}</span>
    </Go>
  ));
}
