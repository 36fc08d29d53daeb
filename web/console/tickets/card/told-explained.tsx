import { useTranslation } from "react-i18next";
import type { Notice, Told } from "../../../../contract/why.ts";
import { ErrorState } from "../../../kit/error-state.tsx";
import { formatMoment } from "../../../kit/format.ts";
import { useRoute } from "../../../kit/query.ts";
import { SkeletonRows } from "../../../kit/skeleton-rows.tsx";
import { useWhy, type Why } from "../../../kit/why.ts";
import { useCard } from "./card.ts";
import { useWords } from "./fields.ts";
import classes from "./why.module.css";

const NOW = { staleTime: 0 };
type Names = Readonly<Record<string, string>>;

/** Everybody who was told of one event and everybody who was not, each with why, and what became of the letters [B-EXPL-01]. */
export function ToldExplained({ of }: { of: string }) {
  const { t } = useTranslation("toldUi");
  const { ticket } = useCard();
  // Letters go out after the change that they tell of, and no event says so.
  const { data, error, refetch } = useRoute("getTicketWhy", { params: { id: ticket.id }, query: { of } }, NOW);
  if (!data) return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={3} />;
  const { notices, untold, names } = data;
  const nothing = notices.length + untold.client.length + untold.employees.length === 0;
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{t("title")}</h3>
      {nothing && <p className={classes.soft}>{t("nobody")}</p>}
      {notices.toReversed().map((notice) => (
        <NoticePart key={`${notice.kind} ${notice.at}`} notice={notice} names={names} />
      ))}
      <Untold title={t("noClient")} why={untold.client} />
      <Untold title={t("noEmployees")} why={untold.employees} />
    </section>
  );
}

function NoticePart({ notice: { kind, told }, names }: { notice: Notice; names: Names }) {
  const { t } = useTranslation(["toldUi", "employees"]);
  const about = /^employee-(.+)$/.exec(kind)?.[1];
  const title = about
    ? t("employees", { about: t(`employees:about.${about}.name`) })
    : t(`kind.${kind}`, { defaultValue: "" });
  return (
    <div>
      <p className={classes.soft}>{title}</p>
      <ul className={classes.facts}>
        {told.map((one, index) => (
          // A client's two addresses are two letters to one person.
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <ToldLine key={index} told={one} names={names} />
        ))}
      </ul>
    </div>
  );
}

function ToldLine({ told: { channel, person, letter, why }, names }: { told: Told; names: Names }) {
  const { t } = useTranslation(["toldUi", "card"]);
  const says = useReasons(names);
  const isLetter = channel === "email";
  const isFault = letter?.state === "failed" || letter?.state === "bounced";
  return (
    <li className={classes.person}>
      <span className={classes.name}>
        <bdi>{person.name || t("client")}</bdi>
        <span className={letter?.state === "sent" ? classes.sees : classes.soft} data-fault={isFault || undefined}>
          {t(letter ? `state.${letter.state}` : "not")}
        </span>
      </span>
      {letter && (
        <span>
          {t(`${isLetter ? "letter" : "byMessenger"}.${letter.state}`, {
            to: letter.to,
            at: letter.at ? formatMoment(letter.at) : "",
            channel: channel === "sms" ? "SMS" : t(`card:channel.${channel}`),
          })}
        </span>
      )}
      {letter?.error && letter.state !== "sent" && (
        <span className={classes.soft}>
          {channel === "sms"
            ? t(`smsFault.${letter.error}`, { defaultValue: t("smsSaid", { error: letter.error }) })
            : isLetter
              ? t("said", { error: letter.error })
              : letter.error}
        </span>
      )}
      <span className={classes.soft}>{says(why)}</span>
    </li>
  );
}

function Untold({ title, why }: { title: string; why: readonly Why[] }) {
  const { t } = useTranslation("toldUi");
  const says = useReasons({});
  if (why.length === 0) return null;
  return (
    <div className={classes.person}>
      <span className={classes.name}>
        <span>{title}</span>
        <span className={classes.soft}>{t("not")}</span>
      </span>
      <span className={classes.soft}>{says(why)}</span>
    </div>
  );
}

/** Reasons in one line, with the names of what letters are about, of statuses and of what has an id. */
function useReasons(names: Names): (why: readonly Why[]) => string {
  const { t } = useTranslation("employees");
  const { ticket } = useCard();
  const words = useWords(ticket);
  const sayWhy = useWhy();
  return (why) =>
    why
      .map((reason) => {
        const { about, status } = reason.facts;
        return sayWhy(reason, {
          ...names,
          ...(typeof about === "string" ? { [about]: t(`about.${about}.name`) } : {}),
          ...(typeof status === "string" ? { [status]: words.status(status) } : {}),
        });
      })
      .filter(Boolean)
      .join(" · ");
}
