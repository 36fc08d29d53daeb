import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { formatNumber } from "../../kit/format.ts";
import { PultIcon } from "../../kit/icons.tsx";
import { useLive } from "../../kit/live.ts";
import { key, useRoute } from "../../kit/query.ts";
import { useMe } from "../../kit/session.ts";
import { Go } from "../address.tsx";
import { useCatalogue } from "../services/use-catalogue.ts";
import classes from "./bars.module.css";
import { HomeIcon, PersonIcon, ServicesIcon, TicketsIcon } from "./icons.tsx";

/** The four places of the portal: below on a telephone, on top elsewhere. `inside`: a page of one of them is open. */
export function Bars({ path, inside }: { path: string; inside: boolean }) {
  const { t } = useTranslation("portal");
  const { workspace } = useMe();
  const client = useQueryClient();
  const { data: counts } = useRoute("countTickets", {});
  const { data: catalogue } = useCatalogue();
  useLive("ticket", () => void client.invalidateQueries({ queryKey: key("countTickets") }));
  const [section] = path.split("/");
  const news = counts?.unseen ?? 0;
  const places = [
    { to: "", name: t("bar.home"), Icon: HomeIcon, shown: true },
    { to: "services", name: t("bar.services"), Icon: ServicesIcon, shown: catalogue?.items.length !== 0 },
    { to: "tickets", name: t("bar.tickets"), Icon: TicketsIcon, shown: true },
    { to: "profile", name: t("bar.profile"), Icon: PersonIcon, shown: true },
  ].filter(({ shown }) => shown);
  return (
    <div className={classes.bar} data-inside={inside}>
      <Go to="" className={classes.brand}>
        <PultIcon size={26} />
        <bdi>{workspace.name}</bdi>
      </Go>
      <nav className={classes.places} aria-label={t("bar.label")}>
        {places.map(({ to, name, Icon }) => (
          <Go key={to} to={to} className={classes.place} aria-current={section === to ? "page" : undefined}>
            <span className={classes.icon}>
              <Icon />
              {to === "tickets" && news > 0 && (
                <span className={classes.count} role="img" aria-label={t("bar.news", { count: news })}>
                  {news > 99 ? "99+" : formatNumber(news)}
                </span>
              )}
            </span>
            {name}
          </Go>
        ))}
      </nav>
    </div>
  );
}
