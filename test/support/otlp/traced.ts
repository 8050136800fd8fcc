import { type Tracer } from '@opentelemetry/api'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

const exporters = { JSON: JsonExporter, protobuf: ProtobufExporter }
export type ExporterName = keyof typeof exporters

interface Tracing {
  exporter: ExporterName
  url: string
  token: string
  /** Processors that see spans before they are sent. */
  processors?: SpanProcessor[]
}

/** Does work whose spans go to an address through the SDK and an exporter of OpenTelemetry, and waits until they are sent. */
export async function traced(
  { exporter, url, token, processors = [] }: Tracing,
  work: (tracer: Tracer) => Promise<void> | void,
): Promise<void> {
  const sender = new exporters[exporter]({ url, headers: { authorization: `Bearer ${token}` } })
  const provider = new TracerProvider({
    spanProcessors: [...processors, new BatchSpanProcessor({ exporter: sender })],
  })
  await work(provider.getTracer('gen_ai'))
  await provider.forceFlush()
  await provider.shutdown()
}
