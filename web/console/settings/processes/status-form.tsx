import { Button, MultiSelect, NativeSelect, TextInput } from "@mantine/core";
import { TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { clockIn } from "../../../../core/process/clocks.ts";
import { type Clock, changeStatus, removeStatus, setClock, setResume } from "../../../../core/process/edit.ts";
import { CATEGORIES, COLOURS, type Status } from "../../../../core/process/process.ts";
import { useRoute } from "../../../kit/query.ts";
import { StatusPill } from "../../../kit/status.tsx";
import { useNamesOf } from "../../tickets/list/lookup.ts";
import { Option, Two } from "../frame/section.tsx";
import { EmployeesField } from "../pick/employees-field.tsx";
import { RefSelect } from "../pick/ref-select.tsx";
import { chosen, coded, demandChoices, demandsFor, OPTIONS, statusChoices } from "./choices.ts";
import { FaultsOf } from "./fault-list.tsx";
import classes from "./process.module.css";
import { ResumeFields } from "./resume-fields.tsx";
import { TextsField } from "./texts-field.tsx";
import type { ProcessEditor } from "./use-process-editor.ts";

const CLOCKS: readonly Clock[] = ["running", "paused", "stopped"];

/** Everything about a status: what it is called and means, its clock, what it asks for, and where it goes by itself. */
export function StatusForm({ of, status: key }: { of: ProcessEditor; status: string }) {
  const { t } = useTranslation(["processUi", "deskUi", "card"]);
  const fields = (useRoute("listFields", {}).data?.items ?? []).filter(({ custom, active }) => custom && active);
  const { process, change, select } = of;
  const status = process.statuses[key];
  if (!status) return null;
  const set = (more: Partial<Status>) => change(changeStatus(process, key, more));
  const faults = of.faultsAt(`statuses.${key}`);
  const demands = demandsFor(fields, status.needs ?? []);
  const others = statusChoices(process).filter(({ value }) => value !== key);
  return (
    <div className={classes.fields}>
      <FaultsOf faults={faults} process={process} />
      {status.locked && <p className={classes.soft}>{t("status.locked")}</p>}
      <TextsField
        label={t("status.name")}
        value={status.name}
        required
        disabled={status.locked === true}
        onChange={(name) => set({ name })}
      />
      <Option
        label={t("status.clientName")}
        about={t("status.clientNameAbout")}
        checked={status.clientName !== undefined}
        disabled={status.locked === true}
        onChange={(on) => set({ clientName: on ? status.name : undefined })}
      >
        {status.clientName && (
          <TextsField
            label={t("status.clientNameField")}
            value={status.clientName}
            disabled={status.locked === true}
            onChange={(clientName) => set({ clientName })}
          />
        )}
      </Option>
      <Two>
        <NativeSelect
          label={t("deskUi:process.means")}
          value={status.category}
          disabled={status.locked === true}
          data={CATEGORIES.map((one) => ({ value: one, label: t(`deskUi:process.category.${one}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const category = CATEGORIES.find((one) => one === value);
            if (category) set({ category });
          }}
        />
        <div className={classes.colour}>
          <NativeSelect
            label={t("deskUi:process.colour")}
            value={status.colour}
            data={COLOURS.map((one) => ({ value: one, label: t(`deskUi:process.colours.${one}`) }))}
            onChange={({ currentTarget: { value } }) => {
              const colour = COLOURS.find((one) => one === value);
              if (colour) set({ colour });
            }}
          />
          <StatusPill status={status} />
        </div>
        <NativeSelect
          label={t("status.textColour")}
          value={status.textColour ?? ""}
          data={[
            { value: "", label: t("status.textColourOwn") },
            ...COLOURS.map((one) => ({ value: one, label: t(`deskUi:process.colours.${one}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => set({ textColour: COLOURS.find((one) => one === value) })}
        />
        <NativeSelect
          label={t("status.clock")}
          description={t("status.clockAbout")}
          value={clockIn(process, key)}
          data={CLOCKS.map((one) => ({ value: one, label: t(`clock.${one}`) }))}
          onChange={({ currentTarget: { value } }) => {
            const clock = CLOCKS.find((one) => one === value);
            if (clock) change(setClock(process, key, clock));
          }}
        />
        <NativeSelect
          label={t("status.onlyWith")}
          description={t("status.onlyWithAbout")}
          value={status.onlyWith ?? ""}
          data={[
            { value: "", label: t("status.everyService") },
            ...OPTIONS.map((one) => ({ value: one, label: t(`option.${one}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => set({ onlyWith: OPTIONS.find((one) => one === value) })}
        />
      </Two>
      <MultiSelect
        label={t("status.needs")}
        description={t("status.needsAbout")}
        searchable
        data={demandChoices(demands, fields, t)}
        value={(status.needs ?? []).map(coded)}
        onChange={(codes) => set({ needs: codes.length > 0 ? chosen(demands, codes) : undefined })}
      />
      <HandsTo status={status} set={set} />
      <Option
        label={t("status.final")}
        about={t("status.finalAbout")}
        checked={status.final === true}
        onChange={(on) => set({ final: on || undefined })}
      />
      <Option
        label={t("status.tellsClient")}
        checked={status.tellsClient === true}
        onChange={(on) => set({ tellsClient: on || undefined })}
      />
      <Option
        label={t("status.rated")}
        checked={status.rated === true}
        onChange={(on) => set({ rated: on || undefined })}
      />
      <Option
        label={t("status.load")}
        about={t("status.loadAbout")}
        checked={countsAsLoad(status)}
        onChange={(on) => set({ load: on === countsAsLoad({ ...status, load: undefined }) ? undefined : on })}
      />
      <Option
        label={t("status.bold")}
        checked={status.bold === true}
        onChange={(on) => set({ bold: on || undefined })}
      />
      <ResumeFields
        status={status}
        others={others}
        set={set}
        setResume={(resume) => change(setResume(process, key, resume))}
      />
      <div className={classes.end}>
        <TextInput label={t("status.key")} description={t("status.keyAbout")} value={key} readOnly />
        {!status.locked && (
          <Button
            variant="subtle"
            c="var(--red-ink)"
            leftSection={<TrashIcon />}
            onClick={() => {
              select(undefined);
              change(removeStatus(process, key));
            }}
          >
            {t("status.remove")}
          </Button>
        )}
      </div>
    </div>
  );
}

/** Whether its tickets count as load of their assignees: what is said, else by the category. */
const countsAsLoad = ({ load, category }: Pick<Status, "load" | "category">): boolean =>
  load ?? ["new", "open", "paused"].includes(category);

/** Who answers from this status on. */
function HandsTo({ status: { handsTo }, set }: { status: Status; set: (more: Partial<Status>) => void }) {
  const { t } = useTranslation("processUi");
  const names = useNamesOf("team", handsTo?.team ? [handsTo.team] : []);
  return (
    <Option
      label={t("status.handsTo")}
      about={t("status.handsToAbout")}
      checked={handsTo !== undefined}
      onChange={(on) => set({ handsTo: on ? {} : undefined })}
    >
      <Two>
        <RefSelect
          kind="team"
          label={t("status.team")}
          value={handsTo?.team ? { id: handsTo.team, name: names.get(handsTo.team) ?? "…" } : null}
          onChange={(team) => {
            const { team: _, ...rest } = handsTo ?? {};
            set({ handsTo: team ? { ...rest, team: team.id } : rest });
          }}
        />
        <EmployeesField
          label={t("status.assignees")}
          most={4}
          value={handsTo?.assignees ?? []}
          onChange={(assignees) => set({ handsTo: { ...handsTo, assignees } })}
        />
      </Two>
    </Option>
  );
}
