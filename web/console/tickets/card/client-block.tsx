import { EnvelopeClosedIcon } from "@radix-ui/react-icons";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Ago } from "../../../kit/ago.tsx";
import { formatMoney } from "../../../kit/format.ts";
import { PhoneIcon } from "../../../kit/icons.tsx";
import { PersonName, telOf } from "../../../kit/person-name.tsx";
import { useMay, useMe } from "../../../kit/session.ts";
import classes from "./block.module.css";
import { Block, Fact, Facts, Nothing } from "./block.tsx";
import { useCard } from "./card.ts";
import type { Ticket } from "./collisions.ts";
import { Tags } from "./place-name.tsx";

type Client = NonNullable<Ticket["clientView"]>;
/** Debts have no currency of their own: it is that of the workspace's country. */
const CURRENCIES = { ru: "RUB", en: "USD", id: "IDR", fa: "IRR" };

/** Who asks [H-CLI-01]. */
export function ClientBlock() {
  const { t } = useTranslation(["card", "common"]);
  const { ticket } = useCard();
  const client = ticket.clientView;
  return (
    <Block title={t("client.title")}>
      {client ? <ClientFacts client={client} /> : <Nothing>{t("client.none")}</Nothing>}
    </Block>
  );
}

function ClientFacts({ client }: { client: Client }) {
  const { t } = useTranslation("card");
  const { ticket } = useCard();
  const { phone, email, debt, repairDebt } = client;
  return (
    <>
      <div className={classes.who}>
        <span className={classes.face} aria-hidden>
          {initialsOf(client.name)}
        </span>
        <div style={{ minWidth: 0 }}>
          <ClientName client={client} />
          <div className={classes.nothing}>
            {client.registered
              ? client.basis && t(`client.basis.${client.basis}`)
              : t(client.employee ? "client.employee" : "client.unregistered")}
          </div>
        </div>
      </div>
      {phone && (
        <a className={classes.line} href={telOf(phone)}>
          <PhoneIcon />
          <bdi>{phone}</bdi>
        </a>
      )}
      {email && (
        <a className={classes.line} href={`mailto:${email}`} style={{ overflowWrap: "anywhere" }}>
          <EnvelopeClosedIcon style={{ flex: "none" }} />
          <bdi>{email}</bdi>
        </a>
      )}
      {client.registered && (
        <Facts>
          <Fact label={t("client.lastSeen")}>
            {client.lastSeenAt ? <Ago at={client.lastSeenAt} /> : <Nothing>{t("client.neverSeen")}</Nothing>}
          </Fact>
          {debt !== undefined && debt !== null && <Debt kind="debt" amount={debt} />}
          {repairDebt !== undefined && repairDebt !== null && <Debt kind="repair" amount={repairDebt} />}
          {ticket.company && <Fact label={t("field.companyId")}>{ticket.company.name}</Fact>}
        </Facts>
      )}
    </>
  );
}

/** What is owed, or paid ahead; shown by the site's setting alone, a zero too [H-CLI-03]. */
function Debt({ kind, amount }: { kind: "debt" | "repair"; amount: number }) {
  const { t } = useTranslation("card");
  const currency = CURRENCIES[useMe().workspace.locale];
  const sign = amount > 0 ? "owes" : amount < 0 ? "ahead" : "even";
  return (
    <Fact label={t(`client.${kind}`)}>{t(`client.${sign}`, { amount: formatMoney(Math.abs(amount), currency) })}</Fact>
  );
}

/** The name with personal accounts, note and tags behind it; the title opens the client's card [H-CLI-04]. */
function ClientName({ client }: { client: Client }) {
  const { t } = useTranslation(["card", "common"]);
  const may = useMay();
  const { id, accounts = [] } = client;
  const nothing = <Nothing>{t("common:notSet")}</Nothing>;
  const title =
    id && may("section.clients") ? (
      <Link className={classes.link} to="/clients" search={{ open: id }}>
        {client.name}
      </Link>
    ) : (
      client.name
    );
  return (
    <PersonName person={{ name: client.name, phone: client.phone, email: client.email }} title={title}>
      {client.registered && (
        <Facts>
          <Fact label={t("client.accounts")}>{accounts.length > 0 ? accounts.join(", ") : nothing}</Fact>
          <Fact label={t("place.note")}>{client.note || nothing}</Fact>
          <Fact label={t("place.tags")}>
            <Tags tags={client.tags ?? []} />
          </Fact>
        </Facts>
      )}
    </PersonName>
  );
}

export const initialsOf = (name: string): string =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0))
    .join("");
