import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Access } from "../../../../core/fields/field.ts";
import { useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { Section } from "../frame/section.tsx";
import classes from "./fields.module.css";

/** What employees and clients may do with a field, and roles that differ, by id. */
export type FieldAccess = { employee: Access; client: Access; roles: Readonly<Record<string, Access>> };

const LEVELS = ["hidden", "read", "write"] as const;
const isLevel = (text: string): text is Access => LEVELS.some((level) => level === text);

/** Who sees a field and who fills it in: all employees, clients, and roles that differ [O-ATTR-04, O-ATTR-05]. */
export function AccessFields(props: {
  access: FieldAccess;
  /** Nobody writes it: what is counted is read at most. */
  readOnly?: boolean;
  onChange: (access: FieldAccess) => void;
}) {
  const { t } = useTranslation("fieldsUi");
  const { access, onChange, readOnly = false } = props;
  const levels = LEVELS.filter((one) => !readOnly || one !== "write");
  const shown = (value: Access | undefined) => (readOnly && value === "write" ? "read" : value);
  const may = useMay();
  const { data } = useRoute("listRoles", {}, { enabled: may("section.employees") });
  const level = (label: string, value: Access, onLevel: (level: Access | undefined) => void) => (
    <div className={classes.level}>
      <span>{label}</span>
      <NativeSelect
        value={shown(value)}
        aria-label={label}
        data={levels.map((one) => ({ value: one, label: t(`access.${one}`) }))}
        onChange={(event) => onLevel(isLevel(event.currentTarget.value) ? event.currentTarget.value : undefined)}
      />
    </div>
  );
  return (
    <Section
      title={t(readOnly ? "access.titleRead" : "access.title")}
      about={t(readOnly ? "access.aboutFormula" : "access.about")}
    >
      {level(t("access.employee"), access.employee, (employee) => employee && onChange({ ...access, employee }))}
      {(data?.items ?? []).map(({ id, name }) => (
        <div key={id} className={classes.level} data-role>
          <span>{name}</span>
          <NativeSelect
            aria-label={t("access.role", { name })}
            value={shown(access.roles[id]) ?? ""}
            data={[
              { value: "", label: t("access.same") },
              ...levels.map((one) => ({ value: one, label: t(`access.${one}`) })),
            ]}
            onChange={({ currentTarget: { value } }) => {
              const { [id]: _, ...others } = access.roles;
              onChange({ ...access, roles: isLevel(value) ? { ...others, [id]: value } : others });
            }}
          />
        </div>
      ))}
      {level(t("access.client"), access.client, (client) => client && onChange({ ...access, client }))}
    </Section>
  );
}
