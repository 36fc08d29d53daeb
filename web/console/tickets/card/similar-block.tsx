import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { formatDay, formatFully } from "../../../kit/format.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusLine } from "../../../kit/status.tsx";
import blocks from "./block.module.css";
import { Block } from "./block.tsx";
import { useCard } from "./card.ts";
import { RARELY } from "./fields.ts";
import classes from "./similar-block.module.css";

/** Other tickets of the same client email or telephone, to be opened and read [P-HIST-01, P-HIST-03]. */
export function SimilarBlock() {
  const { t } = useTranslation("card");
  const { ticket, past } = useCard();
  const { data: workspace } = useRoute("getWorkspace", {}, RARELY);
  const isOn = workspace?.settings.similarTickets === true && !past;
  const { data } = useRoute("listSimilar", { params: { id: ticket.id } }, { enabled: isOn });
  const items = data?.items ?? [];
  if (!isOn || items.length === 0) return null;
  return (
    <Block title={t("similar.title")}>
      <ul className={classes.list}>
        {items.map((item) => (
          <li key={item.id}>
            <Link className={blocks.link} to="/tickets/$number" params={{ number: String(item.ticket) }}>
              {item.subject || item.ticket}
            </Link>
            <span className={classes.facts}>
              {item.status && <StatusLine status={item.status} />}
              <span title={formatFully(item.at)}>{formatDay(item.at)}</span>
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}
