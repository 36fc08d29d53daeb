import { Alert } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import type { TFunction } from "i18next";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hasHours } from "../../../../core/sla/work-calendar.ts";
import type { Answer } from "../../../kit/api.ts";
import { useAct } from "../../../kit/query.ts";
import { useMe } from "../../../kit/session.ts";
import { ZoneSelect } from "../../../kit/zone-select.tsx";
import { NameField, NewPage, Removal } from "../frame/card-parts.tsx";
import { EditorForm } from "../frame/editor-form.tsx";
import { Page } from "../frame/page.tsx";
import { Section, Two } from "../frame/section.tsx";
import { type Editor, useEditor, type Wrong } from "../frame/use-editor.ts";
import { useGuard } from "../frame/use-guard.ts";
import classes from "./calendar.module.css";
import type { Calendar } from "./calendar-list.tsx";
import { Exceptions } from "./exceptions.tsx";
import { type From, FromMoment, momentOf } from "./from-moment.tsx";
import { DAYS, faultOf, type Interval } from "./hours.ts";
import { HoursField } from "./hours-field.tsx";

type CalendarForm = Omit<Calendar, "id" | "version">;
const formOf = ({ name, timeZone, hours, exceptions }: Calendar): CalendarForm => ({
  name,
  timeZone,
  hours,
  exceptions,
});
const STALE = ["listCalendars"] as const;
const WORKDAY: Interval[] = [["09:00", "18:00"]];

function checkCalendar(form: CalendarForm, t: TFunction): Wrong<CalendarForm> {
  const wrong: Wrong<CalendarForm> = { name: form.name.trim() === "" ? t("settings:required") : undefined };
  for (const day of DAYS) {
    const fault = faultOf(form.hours[day] ?? []);
    if (fault) wrong[`hours.${day}`] = t(`deskUi:calendar.wrong.${fault}`);
  }
  for (const [index, { day, hours }] of form.exceptions.entries()) {
    const fault = faultOf(hours);
    if (fault) wrong[`exceptions.${index}.hours`] = t(`deskUi:calendar.wrong.${fault}`);
    if (day === "") wrong[`exceptions.${index}.day`] = t("settings:required");
    else if (form.exceptions.findIndex((one) => one.day === day) < index) {
      wrong[`exceptions.${index}.day`] = t("deskUi:calendar.wrong.twice");
    }
  }
  return wrong;
}

function useBack() {
  const { t } = useTranslation("settings");
  return { to: "/settings/calendars", label: t("page.calendars.title") };
}

export function NewCalendar() {
  const { t } = useTranslation(["deskUi", "settings"]);
  const { workspace } = useMe();
  const navigate = useNavigate();
  const back = useBack();
  const create = useAct("createCalendar", { stale: STALE });
  const editor = useEditor<CalendarForm, unknown>({
    saved: {
      name: "",
      timeZone: workspace.timeZone,
      hours: { mon: WORKDAY, tue: WORKDAY, wed: WORKDAY, thu: WORKDAY, fri: WORKDAY },
      exceptions: [],
    },
    save: (body) => create.mutateAsync({ body }),
    check: (form) => checkCalendar(form, t),
    onSaved: () => navigate({ to: back.to, replace: true }),
  });
  return (
    <NewPage title={t("calendar.newTitle")} back={back} editor={editor} submitLabel={t("calendar.add")}>
      <CalendarFields editor={editor} />
    </NewPage>
  );
}

export function CalendarCard({ calendar }: { calendar: Calendar }) {
  const { t } = useTranslation(["deskUi", "settings"]);
  const navigate = useNavigate();
  const params = { id: calendar.id };
  const find = ({ items }: Answer<"listCalendars">) => items.find(({ id }) => id === calendar.id);
  const guard = useGuard({ known: calendar, route: "listCalendars", find, formOf });
  const update = useAct("updateCalendar", { stale: STALE });
  const remove = useAct("deleteCalendar", { stale: STALE });
  const [from, setFrom] = useState<From>("now");
  const editor = useEditor<CalendarForm, unknown>({
    saved: formOf(calendar),
    guard,
    save: (_, changed, ifMatch) => update.mutateAsync({ params, body: { ...changed, ...momentOf(from) }, ifMatch }),
    check: (form) => checkCalendar(form, t),
    undoable: true,
  });
  return (
    <Page title={calendar.name} back={useBack()}>
      <EditorForm editor={editor}>
        <CalendarFields editor={editor} />
        <FromMoment calendar={{ id: calendar.id, ...editor.value }} from={from} onChange={setFrom} />
        <Removal
          texts="deskUi:calendar.delete"
          name={calendar.name}
          typed={calendar.name}
          editor={editor}
          run={() => remove.mutateAsync({ params })}
          leave={() => navigate({ to: "/settings/calendars", replace: true })}
        />
      </EditorForm>
    </Page>
  );
}

function CalendarFields({ editor }: { editor: Editor<CalendarForm> }) {
  const { t } = useTranslation(["deskUi", "settings"]);
  const { value, set, errors } = editor;
  const wrongOf = (path: string) =>
    errors[path] ?? Object.entries(errors).find(([field]) => field.startsWith(`${path}.`))?.[1];
  return (
    <>
      <Section title={t("calendar.main")}>
        <Two>
          <NameField editor={editor} placeholder={t("calendar.nameHint")} />
          <ZoneSelect
            label={t("zone")}
            value={value.timeZone}
            error={errors.timeZone}
            onChange={(timeZone) => set({ timeZone })}
          />
        </Two>
      </Section>
      <Section title={t("calendar.week")} about={t("calendar.weekAbout")}>
        <div>
          {DAYS.map((day) => (
            <div key={day} className={classes.day}>
              <span className={classes.name}>{t(`calendar.day.${day}`)}</span>
              <HoursField
                name={t(`calendar.day.${day}`)}
                hours={value.hours[day] ?? []}
                free={t("calendar.dayOff")}
                error={wrongOf(`hours.${day}`)}
                onChange={(hours) => set({ hours: { ...value.hours, [day]: hours } })}
              />
            </div>
          ))}
        </div>
        {!hasHours(value) && <Alert color="yellow">{t("calendar.noHours")}</Alert>}
      </Section>
      <Section title={t("calendar.exceptions")} about={t("calendar.exceptionsAbout")}>
        <Exceptions exceptions={value.exceptions} errors={errors} onChange={(exceptions) => set({ exceptions })} />
      </Section>
    </>
  );
}
