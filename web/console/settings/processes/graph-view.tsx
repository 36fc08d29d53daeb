import "@xyflow/react/dist/style.css";
import { Button, useComputedColorScheme } from "@mantine/core";
import { PlusIcon } from "@radix-ui/react-icons";
import {
  Background,
  BaseEdge,
  type Edge,
  EdgeLabelRenderer,
  type EdgeProps,
  getBezierPath,
  Handle,
  MarkerType,
  type Node,
  type NodeProps,
  Position,
  ReactFlow,
  type ReactFlowInstance,
  useNodesState,
} from "@xyflow/react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { addMove, removeStatus, removeStep } from "../../../../core/process/edit.ts";
import type { Process } from "../../../../core/process/process.ts";
import { StatusDot } from "../../../kit/status.tsx";
import { AddStatus } from "./add-status.tsx";
import { statusName } from "./choices.ts";
import classes from "./graph.module.css";
import { type Drawn, layoutOf, linesOf, NODE, wayThrough } from "./graph-layout.ts";
import { GraphPanel } from "./graph-panel.tsx";
import type { ProcessEditor } from "./use-process-editor.ts";
import { ZoomButtons } from "./zoom-buttons.tsx";

const FIT = { minZoom: 0.45, maxZoom: 1, padding: 0.08 } as const;
type LineEdge = Edge<{ route: ReturnType<Drawn["routes"]["get"]>; label: string; isChosen: boolean }, "line">;
type StatusNode = Node<{ name: string; colour: string; isFirst: boolean; isWrong: boolean }, "status">;

/**
 * The process as a drawn graph: a line is drawn from the edge of a status, what is chosen is edited beside, Delete takes
 * it away. The form does the same without a pointer.
 */
export function GraphView({ of }: { of: ProcessEditor }) {
  const { t } = useTranslation("processUi");
  const scheme = useComputedColorScheme();
  const [adding, setAdding] = useState(false);
  const { process, change, select, selected, faultsAt } = of;
  const [nodes, setNodes, onNodesChange] = useNodesState<StatusNode>([]);
  const [flow, setFlow] = useState<ReactFlowInstance<StatusNode, LineEdge>>();
  // Ranks change with what leads where; then all of it is brought into view again.
  const drawn = JSON.stringify([Object.keys(process.statuses), linesOf(process).map(({ id }) => id)]);
  useEffect(() => {
    if (drawn === "" || !flow) return;
    const frame = requestAnimationFrame(() => void flow.fitView(FIT));
    return () => cancelAnimationFrame(frame);
  }, [drawn, flow]);
  useEffect(() => {
    const { places } = layoutOf(process);
    setNodes((before) =>
      Object.entries(process.statuses).map(([key, status]) => ({
        ...before.find(({ id }) => id === key),
        id: key,
        type: "status" as const,
        position: places.get(key) ?? { x: 0, y: 0 },
        width: NODE.width,
        selected: selected?.kind === "status" && selected.key === key,
        deletable: status.locked !== true,
        ariaLabel: statusName(process, key),
        data: {
          name: statusName(process, key),
          colour: status.colour,
          isFirst: key === process.start,
          isWrong: faultsAt(`statuses.${key}`).length > 0,
        },
      })),
    );
  }, [process, selected, faultsAt, setNodes]);
  return (
    <div className={classes.view}>
      <div className={classes.tools}>
        <Button variant="default" leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
          {t("status.add")}
        </Button>
        <ZoomButtons flow={flow} onFit={() => void flow?.fitView(FIT)} />
        <span className={classes.hint}>{t("graph.hint")}</span>
      </div>
      <div className={classes.both}>
        <div className={classes.canvas} dir="ltr" data-testid="process-graph">
          <ReactFlow
            aria-label={t("graph.label")}
            nodes={nodes}
            edges={edgesOf(of)}
            nodeTypes={NODE_TYPES}
            edgeTypes={EDGE_TYPES}
            colorMode={scheme}
            fitView
            fitViewOptions={FIT}
            onInit={setFlow}
            minZoom={0.2}
            deleteKeyCode={["Delete", "Backspace"]}
            onNodesChange={onNodesChange}
            onNodeDragStop={(_event, node) => {
              const { x, y } = node.position;
              change({ ...process, layout: { ...process.layout, [node.id]: { x: Math.round(x), y: Math.round(y) } } });
            }}
            onNodeClick={(_event, node) => select({ kind: "status", key: node.id })}
            onEdgeClick={(_event, { id }) => {
              const index = linesOf(process).find((line) => line.id === id)?.moves[0];
              if (index !== undefined) select({ kind: "move", index });
            }}
            onPaneClick={() => select(undefined)}
            onConnect={({ source, target }) => {
              const next = addMove(process, source, target);
              if (next === process) return;
              change(next);
              select({ kind: "move", index: process.moves.length });
            }}
            onDelete={({ nodes: gone, edges: cut }) => {
              select(undefined);
              change(
                without(
                  process,
                  gone.map(({ id }) => id),
                  cut,
                ),
              );
            }}
          >
            <Background gap={20} />
          </ReactFlow>
        </div>
        <GraphPanel of={of} />
      </div>
      <AddStatus of={of} opened={adding} onClose={() => setAdding(false)} />
    </div>
  );
}

function edgesOf({ process, selected, faultsAt }: ProcessEditor): LineEdge[] {
  const { routes } = layoutOf(process);
  return linesOf(process).map(({ id, from, to, moves, own, label }) => {
    const isChosen = selected?.kind === "move" && moves.includes(selected.index);
    const isWrong = moves.some((index) => faultsAt(`moves[${index}]`).length > 0);
    const colour = isWrong ? "var(--red-dot)" : isChosen ? "var(--accent)" : "var(--line-strong)";
    return {
      id,
      type: "line" as const,
      source: from,
      target: to,
      selected: isChosen,
      selectable: !own,
      deletable: !own,
      focusable: !own,
      zIndex: isChosen ? 1 : 0,
      data: { route: routes.get(id), label, isChosen },
      ariaLabel: `${statusName(process, from)} → ${statusName(process, to)}: ${label}`,
      style: { stroke: colour, strokeWidth: isChosen ? 2 : 1.5, ...(own ? { strokeDasharray: "5 4" } : {}) },
      markerEnd: { type: MarkerType.ArrowClosed, color: colour },
    };
  });
}

/** Without what was taken away: statuses with all that led to them, and steps between those that stay. */
function without(process: Process, keys: readonly string[], edges: readonly Edge[]): Process {
  const cut = edges.filter(({ source, target }) => !keys.includes(source) && !keys.includes(target));
  let next = process;
  for (const { id, source } of cut) {
    const indices = linesOf(process).find((line) => line.id === id)?.moves ?? [];
    // From the last one on, so that the places of the others stay what they were.
    for (const index of indices.toReversed()) next = removeStep(next, index, source);
  }
  return keys.reduce(removeStatus, next);
}

function StatusBox({ data, selected }: NodeProps<StatusNode>) {
  const { t } = useTranslation("processUi");
  return (
    <div
      className={classes.node}
      data-chosen={selected || undefined}
      data-wrong={data.isWrong || undefined}
      title={data.name}
    >
      <Handle type="target" position={Position.Top} />
      <StatusDot colour={data.colour} />
      <span className={classes.nodeName}>{data.name}</span>
      {data.isFirst && <span className={classes.first}>{t("status.firstShort")}</span>}
      <Handle type="source" position={Position.Bottom} />
    </div>
  );
}
const NODE_TYPES = { status: StatusBox };

/** A line around the statuses, or straight on where one of the two was put by hand. */
function LineBetween({ id, data, style, markerEnd, ...ends }: EdgeProps<LineEdge>) {
  const [straight, x, y] = getBezierPath(ends);
  const route = data?.route;
  const label = route?.label ?? { x, y };
  return (
    <>
      <BaseEdge
        id={id}
        path={route ? wayThrough(route.points) : straight}
        style={style ?? {}}
        {...(markerEnd ? { markerEnd } : {})}
      />
      {data?.label && (
        <EdgeLabelRenderer>
          <span
            className={classes.label}
            data-chosen={data.isChosen || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${label.x}px, ${label.y}px)` }}
          >
            {data.label}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}
const EDGE_TYPES = { line: LineBetween };
