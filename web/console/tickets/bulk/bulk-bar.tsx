import { ActionIcon, Button, Menu } from "@mantine/core";
import { ChevronUpIcon } from "@radix-ui/react-icons";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "../../../../core/access/permissions.ts";
import { formatNumber } from "../../../kit/format.ts";
import { CrossIcon } from "../../../kit/icons.tsx";
import { useAct, useRoute } from "../../../kit/query.ts";
import { useMay } from "../../../kit/session.ts";
import { useShortcuts } from "../../../kit/shortcuts.ts";
import { useFaultToast } from "../../../kit/toast.tsx";
import { withTexts } from "../../../kit/with-texts.ts";
import classes from "./bulk.module.css";
import { BULK_KINDS, type BulkKind, type Chosen, type Ticked } from "./bulk-draft.ts";
import { watch } from "./watched.ts";

const BulkDialog = lazy(async () => ({
  default: (await withTexts(import("./bulk-dialog.tsx"), ["bulk", "settings", "card", "incidents"])).BulkDialog,
}));
const PastBulks = lazy(async () => ({ default: (await import("./past-bulks.tsx")).PastBulks }));

/** The rights of which each takes one. */
const NEEDS: Readonly<Record<BulkKind, readonly Permission[]>> = {
  move: ["ticket.move", "ticket.cancel", "ticket.reopen"],
  assignees: ["ticket.assign"],
  controllers: ["ticket.assign"],
  observers: ["ticket.assign"],
  set: ["ticket.write"],
  tag: ["ticket.write"],
  merge: ["ticket.write"],
  incident: ["ticket.incident"],
  unread: ["ticket.read"],
};
/** Those that stand as buttons of their own where there is room. */
const FIRST: readonly BulkKind[] = ["move", "assignees"];

/** The keys that change one ticket change all that are chosen, while some are. */
const KEYS: Readonly<Partial<Record<BulkKind, string>>> = { move: "m", assignees: "a", set: "p", tag: "l" };

function useBulkKeys(kinds: readonly BulkKind[], choose: (kind: BulkKind) => void): void {
  const { t } = useTranslation(["bulk", "common"]);
  const group = t("bar.title");
  useShortcuts(
    kinds.flatMap((kind) => {
      const keys = KEYS[kind];
      return keys === undefined ? [] : [{ keys, label: t(`act.${kind}`), group, run: () => choose(kind) }];
    }),
  );
}

/** What can be done with the tickets that are chosen; stands in the place of the list's foot. */
export function BulkBar(props: {
  count: number;
  chosen: Chosen;
  /** All that are found are meant. */
  all: boolean;
  /** How many are found, when they can all be chosen. */
  found: string | undefined;
  onAll: () => void;
  onClear: () => void;
  /** Tickets of one's own among those that are ticked. */
  mine: readonly string[];
  /** Those that were ticked, as far as they are on the screen. */
  ticked: readonly Ticked[];
  /** Some of them are attached to incidents, and go along with these. */
  attached?: boolean;
  narrow?: boolean;
  /** Absent where they cannot be exported. */
  onExport?: (() => void) | undefined;
}) {
  const { t } = useTranslation(["bulk", "common"]);
  const may = useMay();
  const fault = useFaultToast();
  const [kind, setKind] = useState<BulkKind>();
  const [past, setPast] = useState(false);
  const fields = useRoute("listFields", {}, { staleTime: 60_000 });
  const begin = useAct("startBulk");
  const hasLists = (fields.data?.items ?? []).some(({ type, active, custom }) => custom && active && type === "lists");
  const hasIncidents = (fields.data?.items ?? []).some(({ key }) => key === "incident");
  const kinds = BULK_KINDS.filter((one) => {
    if (!NEEDS[one].some((permission) => may(permission))) return false;
    if (one === "unread") return props.mine.length > 0;
    if (props.attached && !props.all) return false;
    if (one === "incident") return hasIncidents;
    if (one === "merge") return !props.all && props.ticked.length > 1;
    return one !== "tag" || hasLists;
  });
  const counted = { count: props.count, value: formatNumber(props.count) };
  const choose = (one: BulkKind) => {
    if (one !== "unread") return setKind(one);
    const chosen = props.all ? props.chosen : { tickets: [...props.mine] };
    begin.mutate(
      { body: { action: { do: "unread" }, ...chosen } },
      {
        onSuccess: (bulk) => {
          watch(bulk);
          props.onClear();
        },
        onError: fault,
      },
    );
  };
  useBulkKeys(kinds, choose);
  return (
    <div className={classes.bar} role="toolbar" aria-label={t("bar.title")}>
      <strong className={classes.count}>
        {props.count === 0 ? t("bar.none") : t(props.all && !props.narrow ? "bar.everything" : "bar.chosen", counted)}
      </strong>
      {!props.all && props.found !== undefined && (
        <Button variant="subtle" size="compact-sm" onClick={props.onAll}>
          {t(props.narrow ? "bar.allShort" : "bar.all", { value: props.found })}
        </Button>
      )}
      <span className={classes.push} />
      {!props.narrow &&
        kinds
          .filter((one) => FIRST.includes(one))
          .map((one) => (
            <Button key={one} variant="default" size="compact-md" onClick={() => choose(one)}>
              {t(`kind.${one}`)}
            </Button>
          ))}
      <Menu position="top-end" shadow="md" width={250} withinPortal>
        <Menu.Target>
          <Button size="compact-md" rightSection={<ChevronUpIcon />} loading={begin.isPending}>
            {t("bar.actions")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {kinds.map((one) => (
            <Menu.Item key={one} disabled={props.count === 0} onClick={() => choose(one)}>
              {t(`act.${one}`)}
            </Menu.Item>
          ))}
          {props.onExport && (
            <Menu.Item disabled={props.count === 0} onClick={props.onExport}>
              {t("act.export")}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item onClick={() => setPast(true)}>{t("act.past")}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon aria-label={t("bar.clear")} title={t("bar.clear")} onClick={props.onClear}>
        <CrossIcon />
      </ActionIcon>
      {past && (
        <Suspense>
          <PastBulks onClose={() => setPast(false)} />
        </Suspense>
      )}
      {kind && (
        <Suspense>
          <BulkDialog
            kind={kind}
            chosen={props.chosen}
            count={props.count}
            ticked={props.ticked}
            onClose={() => setKind(undefined)}
            onStarted={() => {
              setKind(undefined);
              props.onClear();
            }}
          />
        </Suspense>
      )}
    </div>
  );
}
