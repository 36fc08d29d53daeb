import type { Attributes, Context, Span, Tracer } from "@opentelemetry/api";
import { errand, onErrand } from "./errand.ts";

type Tracing = { tracer: Tracer; api: typeof import("@opentelemetry/api") };
let tracing: Tracing | null = null;

/**
 * Sends traces by OTLP over HTTP when the usual variables name a collector; else nothing is loaded and nothing is paid.
 * The exporter reads its other settings (`OTEL_EXPORTER_OTLP_HEADERS`, …) itself. Answers how to send the rest and stop.
 */
export async function startTracing(
  env: Readonly<Record<string, string | undefined>>,
  version: string,
): Promise<() => Promise<void>> {
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim();
  const url = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.trim() || (base && `${base.replace(/\/$/, "")}/v1/traces`);
  if (!url) return async () => {};
  const [api, { TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const attributes = { "service.name": env.OTEL_SERVICE_NAME?.trim() || "pult", "service.version": version };
  const resource = {
    attributes,
    merge: () => resource,
    getRawAttributes: () => Object.entries(attributes),
  } as NonNullable<NonNullable<ConstructorParameters<typeof TracerProvider>[0]>["resource"]>;
  const processor = new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url }), scheduledDelayMillis: 1_000 });
  const provider = new TracerProvider({ resource, spanProcessors: [processor] });
  tracing = { tracer: provider.getTracer("pult", version), api };
  return async () => {
    tracing = null;
    await provider.shutdown();
  };
}

/** Whether anybody is told. */
export const isTracing = (): boolean => tracing !== null;

/**
 * A span around the work, within the span of whoever calls; the work gets it by `errand`. What is thrown marks it as
 * failed, by its class only: messages may hold what people wrote. Without a collector it is the work and nothing else.
 */
export async function traced<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  /** The `traceparent` of a request or a job. */
  parent?: string,
): Promise<T> {
  const span = beginSpan(name, attributes, parent);
  if (!span) return work();
  try {
    return await onErrand({ ...errand(), span }, work);
  } catch (error) {
    span.setStatus({ code: 2, message: error instanceof Error ? error.name : "thrown" });
    throw error;
  } finally {
    span.end();
  }
}

/** A span to be ended by the caller; undefined when nobody is told. */
export function beginSpan(name: string, attributes: Attributes, parent?: string): Span | undefined {
  if (!tracing) return undefined;
  return tracing.tracer.startSpan(name, { attributes }, contextOf(tracing, parent));
}

function contextOf({ api }: Tracing, parent: string | undefined): Context {
  const { span } = errand();
  if (span) return api.trace.setSpan(api.ROOT_CONTEXT, span);
  const [, traceId, spanId, flags] = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/.exec(parent ?? "") ?? [];
  if (!traceId || !spanId || !flags) return api.ROOT_CONTEXT;
  const remote = { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true };
  return api.trace.setSpanContext(api.ROOT_CONTEXT, remote);
}

/** How a job goes on with the trace of what promised it; undefined without one. */
export function traceParent(): string | undefined {
  const of = errand().span?.spanContext();
  return of && `00-${of.traceId}-${of.spanId}-${of.traceFlags.toString(16).padStart(2, "0")}`;
}
