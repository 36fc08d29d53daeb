import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { textOf } from "../../../kit/i18n.ts";
import { StatusPill } from "../../../kit/status.tsx";
import { statusName } from "./choices.ts";
import classes from "./graph.module.css";
import { MoveForm } from "./move-form.tsx";
import { StatusForm } from "./status-form.tsx";
import type { ProcessEditor } from "./use-process-editor.ts";

/** What is chosen in the graph, to be edited beside it. */
export function GraphPanel({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const { selected, process, select } = of;
  if (selected?.kind === "status" && process.statuses[selected.key]) {
    const status = process.statuses[selected.key];
    return (
      <aside className={classes.panel} aria-label={statusName(process, selected.key)}>
        <div>{status && <StatusPill status={status} />}</div>
        <StatusForm of={of} status={selected.key} />
      </aside>
    );
  }
  const move = selected?.kind === "move" ? process.moves[selected.index] : undefined;
  if (selected?.kind !== "move" || !move) {
    return (
      <aside className={classes.panel} data-empty>
        {t("graph.nothing")}
      </aside>
    );
  }
  const [from] = move.from;
  const siblings = process.moves.flatMap((one, index) =>
    one.to === move.to && from !== undefined && one.from.includes(from) ? [{ index, label: textOf(one.label) }] : [],
  );
  return (
    <aside className={classes.panel} aria-label={textOf(move.label)}>
      {siblings.length > 1 && (
        <div className={classes.siblings}>
          {siblings.map(({ index, label }) => (
            <Button
              key={index}
              size="compact-sm"
              variant={index === selected.index ? "filled" : "default"}
              onClick={() => select({ kind: "move", index })}
            >
              {label}
            </Button>
          ))}
        </div>
      )}
      <MoveForm of={of} index={selected.index} />
    </aside>
  );
}
