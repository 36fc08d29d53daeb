import { Button, Checkbox, MultiSelect, NativeSelect } from "@mantine/core";
import { TrashIcon } from "@radix-ui/react-icons";
import { useTranslation } from "react-i18next";
import { changeMove } from "../../../../core/process/edit.ts";
import type { ActorKind, Move } from "../../../../core/process/process.ts";
import { useRoute } from "../../../kit/query.ts";
import { Option, Two } from "../frame/section.tsx";
import { chosen, coded, demandChoices, demandsFor, guardChoices, guardsFor, statusChoices } from "./choices.ts";
import { FaultsOf } from "./fault-list.tsx";
import { PermissionSelect } from "./permission-select.tsx";
import classes from "./process.module.css";
import { TextsField } from "./texts-field.tsx";
import type { ProcessEditor } from "./use-process-editor.ts";

const KINDS: readonly ActorKind[] = ["employee", "client", "system"];

/** A step that somebody takes: from where to where, who, by which right, what it asks for and when it is offered. */
export function MoveForm({ of, index }: { of: ProcessEditor; index: number }) {
  const { t } = useTranslation(["processUi", "card"]);
  const fields = (useRoute("listFields", {}).data?.items ?? []).filter(({ custom, active }) => custom && active);
  const { process, change, select } = of;
  const move = process.moves[index];
  if (!move) return null;
  const set = (more: Partial<Move>) => change(changeMove(process, index, more));
  const demands = demandsFor(fields, move.needs ?? []);
  const guards = guardsFor(move.when ?? []);
  const statuses = statusChoices(process);
  return (
    <div className={classes.fields}>
      <FaultsOf faults={of.faultsAt(`moves[${index}]`)} process={process} />
      <TextsField label={t("move.label")} value={move.label} required onChange={(label) => set({ label })} />
      <Two>
        <MultiSelect
          searchable
          label={t("move.from")}
          data={statuses.filter(({ value }) => value !== move.to)}
          value={move.from}
          onChange={(from) => set({ from })}
        />
        <NativeSelect
          label={t("move.to")}
          value={move.to}
          data={statuses}
          onChange={({ currentTarget: { value } }) => set({ to: value })}
        />
      </Two>
      <Checkbox.Group
        label={t("move.by")}
        value={move.by}
        onChange={(by) => set({ by: KINDS.filter((kind) => by.includes(kind)) })}
      >
        <div className={classes.checks}>
          {KINDS.map((kind) => (
            <Checkbox key={kind} value={kind} label={t(`by.${kind}`)} />
          ))}
        </div>
      </Checkbox.Group>
      {move.by.includes("client") && (
        <TextsField
          label={t("move.clientLabel")}
          value={move.clientLabel ?? move.label}
          onChange={(clientLabel) => set({ clientLabel })}
        />
      )}
      {move.by.includes("employee") && (
        <PermissionSelect
          label={t("move.permission")}
          value={move.permission ?? ""}
          everybody={t("move.everybody")}
          onChange={(permission) => set({ permission: permission || undefined })}
        />
      )}
      <MultiSelect
        label={t("move.needs")}
        description={t("move.needsAbout")}
        searchable
        data={demandChoices(demands, fields, t)}
        value={(move.needs ?? []).map(coded)}
        onChange={(codes) => set({ needs: codes.length > 0 ? chosen(demands, codes) : undefined })}
      />
      <MultiSelect
        label={t("move.when")}
        description={t("move.whenAbout")}
        searchable
        data={guardChoices(guards, t)}
        value={(move.when ?? []).map(coded)}
        onChange={(codes) => set({ when: codes.length > 0 ? chosen(guards, codes) : undefined })}
      />
      <Option
        label={t("move.primary")}
        about={t("move.primaryAbout")}
        checked={move.primary === true}
        onChange={(on) => set({ primary: on || undefined })}
      />
      {(["inList", "byLink", "takes"] as const).map((mark) => (
        <Option
          key={mark}
          label={t(`move.${mark}`)}
          about={t(`move.${mark}About`)}
          checked={move[mark] === true}
          onChange={(on) => set({ [mark]: on || undefined })}
        />
      ))}
      <Option
        label={t("move.withMessage")}
        about={t("move.withMessageAbout")}
        checked={move.withMessage !== undefined}
        onChange={(on) => set({ withMessage: on ? move.label : undefined })}
      >
        {move.withMessage && (
          <TextsField
            label={t("move.label")}
            value={move.withMessage}
            onChange={(withMessage) => set({ withMessage })}
          />
        )}
      </Option>
      <div className={classes.end}>
        <span />
        <Button
          variant="subtle"
          c="var(--red-ink)"
          leftSection={<TrashIcon />}
          onClick={() => {
            select(undefined);
            change({ ...process, moves: process.moves.filter((_, at) => at !== index) });
          }}
        >
          {t("move.remove")}
        </Button>
      </div>
    </div>
  );
}
