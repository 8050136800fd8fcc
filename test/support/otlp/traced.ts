import { type Tracer } from '@opentelemetry/api'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'

const exporters = { JSON: JsonExporter, protobuf: ProtobufExporter }
export type ExporterName = keyof typeof exporters

/** Does work whose spans go to an address through the SDK and an exporter of OpenTelemetry, and waits until they are sent. */
export async function traced(
  { exporter, url, token }: { exporter: ExporterName; url: string; token: string },
  work: (tracer: Tracer) => Promise<void> | void,
): Promise<void> {
  const sender = new exporters[exporter]({ url, headers: { authorization: `Bearer ${token}` } })
  const provider = new TracerProvider({ spanProcessors: [new BatchSpanProcessor({ exporter: sender })] })
  await work(provider.getTracer('gen_ai'))
  await provider.forceFlush()
  await provider.shutdown()
}
