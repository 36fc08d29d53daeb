import { useTranslation } from "react-i18next";
import { PersonName } from "../../../kit/person-name.tsx";
import { Block, Fact, Facts } from "./block.tsx";
import { useCard } from "./card.ts";

/** The firm's reference data and who manages the quarter and the site group [H-ORG-01]. */
export function OrganisationBlock() {
  const { t } = useTranslation("card");
  const { organisation } = useCard().ticket;
  if (!organisation) return null;
  return (
    <Block title={t("organisation.title")}>
      <Facts>
        <Fact label={t("organisation.name")}>{organisation.name}</Fact>
        {organisation.lines.map(({ label, value }) => (
          <Fact key={label} label={label}>
            {value}
          </Fact>
        ))}
        {organisation.managers.map((manager) => (
          <Fact key={`${manager.id} ${manager.of}`} label={manager.of}>
            <PersonName person={{ name: manager.name, phone: manager.phone, email: manager.email }} />
          </Fact>
        ))}
      </Facts>
    </Block>
  );
}
