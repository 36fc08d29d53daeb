import type { TFunction } from "i18next";
import type { Employee } from "../../../../contract/people.ts";
import type { Ask } from "../../../kit/api.ts";
import { isEmail, isPhone } from "../frame/checks.ts";
import type { Wrong } from "../frame/use-editor.ts";
import type { Notices } from "../pick/notices-field.tsx";
import type { Ref } from "../pick/ref-select.tsx";

/** What is edited of an employee. */
export type EmployeeForm = {
  name: string;
  jobTitle: string;
  phone: string;
  email: string;
  role: string;
  teams: Ref[];
  allPlaces: boolean;
  places: Ref[];
  notices: Notices;
  skills: string[];
  absences: Employee["absences"];
};

export const NEW_EMPLOYEE: EmployeeForm = {
  name: "",
  jobTitle: "",
  phone: "",
  email: "",
  role: "",
  teams: [],
  allPlaces: true,
  places: [],
  notices: {},
  skills: [],
  absences: [],
};

export const formOf = (employee: Employee): EmployeeForm => ({
  name: employee.name,
  jobTitle: employee.jobTitle,
  phone: employee.phone ?? "",
  email: employee.email,
  role: employee.role.id,
  teams: employee.teams,
  allPlaces: employee.allPlaces,
  places: employee.places,
  notices: employee.notices,
  skills: employee.skills,
  absences: employee.absences,
});

/** What is sent of what has changed. */
export function bodyOf({ phone, teams, places, ...rest }: Partial<EmployeeForm>): Ask<"updateEmployee">["body"] {
  return {
    ...rest,
    ...(phone === undefined ? {} : { phone: phone.trim() || null }),
    ...(teams === undefined ? {} : { teams: teams.map(({ id }) => id) }),
    ...(places === undefined ? {} : { places: places.map(({ id }) => id) }),
  };
}

export function checkEmployee(form: EmployeeForm, t: TFunction): Wrong<EmployeeForm> {
  return {
    ...Object.fromEntries(
      form.absences.flatMap(({ from, until }, index) => {
        const path = `absences.${index}.until`;
        if (from === "" || until === "") return [[path, t("settings:required")]];
        return from > until ? [[path, t("assignmentUi:absence.wrong")]] : [];
      }),
    ),
    name: form.name.trim() === "" ? t("settings:required") : undefined,
    email: isEmail(form.email) ? undefined : t("settings:badEmail"),
    phone: isPhone(form.phone) ? undefined : t("settings:badPhone"),
    role: form.role === "" ? t("employees:needRole") : undefined,
    places: form.allPlaces || form.places.length > 0 ? undefined : t("employees:needPlaces"),
  };
}
