import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Company } from "../../../../contract/clients.ts";
import { telOf } from "../../../kit/person-name.tsx";
import { useMay } from "../../../kit/session.ts";
import { AddLink } from "../../settings/frame/add-link.tsx";
import { Section } from "../../settings/frame/section.tsx";
import classes from "./company.module.css";

/** The contacts and the sites of a company ([O-COMP-03]). */
export function CompanyPeople({ company }: { company: Company }) {
  const { t } = useTranslation("clientsUi");
  const may = useMay();
  const mayPeople = may("section.clients");
  const mayPlaces = may("section.places");
  return (
    <>
      <Section title={t("companies.contacts")}>
        {company.contacts.length === 0 ? (
          <span className={classes.soft}>{t("companies.noContacts")}</span>
        ) : (
          <ul className={classes.list}>
            {company.contacts.map(({ id, name, phone, email }) => (
              <li key={id} className={classes.line}>
                {mayPeople ? (
                  <Link className={classes.name} to="/clients" search={{ open: id }}>
                    {name}
                  </Link>
                ) : (
                  <span className={classes.name}>{name}</span>
                )}
                {phone && (
                  <a href={telOf(phone)}>
                    <bdi>{phone}</bdi>
                  </a>
                )}
                {email && (
                  <a className={classes.soft} href={`mailto:${email}`}>
                    {email}
                  </a>
                )}
              </li>
            ))}
          </ul>
        )}
        {mayPeople && (
          <div>
            <AddLink
              quiet
              to="/clients"
              search={{ open: "new", company: company.id }}
              label={t("companies.addContact")}
            />
          </div>
        )}
      </Section>
      <Section title={t("companies.sites")} about={t("companies.sitesAbout")}>
        {company.sites.length === 0 ? (
          <span className={classes.soft}>{t("companies.noSites")}</span>
        ) : (
          <ul className={classes.list}>
            {company.sites.map(({ id, name }) => (
              <li key={id} className={classes.line}>
                {mayPlaces ? (
                  <Link className={classes.name} to="/places" search={{ open: id }}>
                    {name}
                  </Link>
                ) : (
                  <span className={classes.name}>{name}</span>
                )}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
