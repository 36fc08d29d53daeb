import { useTranslation } from "react-i18next";
import type { Condition, Test } from "../../../../core/condition/condition.ts";
import { formatCondition } from "../../../../core/condition/format.ts";
import { Ago } from "../../../kit/ago.tsx";
import type { Answer } from "../../../kit/api.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusLine } from "../../../kit/status.tsx";
import { useTicketFields } from "../list/fields.ts";
import type { Draft } from "./draft.ts";
import classes from "./similar.module.css";

type Row = Answer<"listTickets">["items"][number];

const OPEN: Test = { field: "category", op: "in", values: ["new", "open", "paused"] };
const MOST = 6;

/** What is asked for: the client's and the flat's open tickets, and the same trouble at the same site. */
export function similarConditions(draft: Draft, site: string | undefined): { own?: Condition; around?: Condition } {
  const { contact, place, service } = draft;
  const own: Condition[] = [
    ...(contact && !contact.employee ? [{ field: "contact", op: "is" as const, value: contact.id }] : []),
    ...(place ? [{ field: "place", op: "is" as const, value: place.id }] : []),
  ];
  const around: Condition[] =
    site && service
      ? [
          { field: "site", op: "is", value: site },
          { field: "service", op: "is", value: service.id },
        ]
      : [];
  return {
    ...(own.length > 0 ? { own: { all: [OPEN, { any: own }] } } : {}),
    ...(around.length > 0 ? { around: { all: [OPEN, ...around] } } : {}),
  };
}

/** Open tickets that may be the same thing, seen while the new one is taken down. */
export function Similar({ draft }: { draft: Draft }) {
  const { t } = useTranslation("newTicket");
  const { fields } = useTicketFields();
  const place = useRoute("getPlace", { params: { id: draft.place?.id ?? "" } }, { enabled: draft.place !== null });
  const site =
    place.data?.kind === "site" ? place.data.id : place.data?.ancestors.find(({ kind }) => kind === "site")?.id;
  const { own, around } = similarConditions(draft, draft.place ? site : undefined);
  const text = (condition: Condition | undefined) =>
    fields && condition ? formatCondition(condition, fields.registry) : "";
  const mine = useRows(text(own));
  const others = useRows(text(around)).filter(({ id }) => !mine.some((row) => row.id === id));
  if (mine.length === 0 && others.length === 0) return null;
  return (
    <section className={classes.similar} aria-label={t("similar.title")}>
      <Group title={draft.contact ? t("similar.ofClient") : t("similar.ofPlace")} rows={mine} />
      <Group title={t("similar.around")} rows={others} />
    </section>
  );
}

function useRows(where: string): readonly Row[] {
  const query = { where, sort: "-updated", limit: MOST };
  // What stands below keeps its place while the next answer comes: somebody is about to touch it.
  const { data } = useRoute("listTickets", { query }, { enabled: where !== "", placeholderData: (before) => before });
  return where === "" ? [] : (data?.items ?? []);
}

function Group({ title, rows }: { title: string; rows: readonly Row[] }) {
  if (rows.length === 0) return null;
  return (
    <>
      <p className={classes.similarTitle}>{title}</p>
      <ul className={classes.similarList}>
        {rows.map((row) => (
          <li key={row.id}>
            <a href={`/tickets/${row.number}`} target="_blank" rel="noreferrer" className={classes.similarRow}>
              <span className={classes.similarTop}>
                <StatusLine status={row.statusView} />
                <span className={classes.soft}>{row.number}</span>
                <span className={classes.push} />
                <span className={classes.soft}>
                  <Ago at={row.createdAt} />
                </span>
              </span>
              <span className={classes.similarText}>{row.subject || row.service?.name}</span>
              <span className={classes.similarPlace}>{row.address}</span>
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
