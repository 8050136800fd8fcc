import { quietly } from './model-calls/quietly.ts'
import { callIn, type TraceContext } from './model-calls/traced-call.ts'

/** What is needed of a span that begins. */
interface StartedSpan {
  setAttribute(name: string, value: string): unknown
}

/**
 * A span processor that tells the spans of a wrapped call its id, so that the service counts the call once although the wrapper and a
 * span report it. It belongs before the processor that sends the spans. It sends nothing itself, and never throws.
 *
 *     new NodeSDK({ spanProcessors: [convographSpans(), new BatchSpanProcessor(exporter)] })
 */
export const convographSpans = () => ({
  onStart(span: StartedSpan, context: TraceContext): void {
    quietly(() => {
      const id = callIn(context)
      if (id !== undefined) span.setAttribute('convograph.call_id', id)
    })
  },
  onEnd(): void {},
  forceFlush: async (): Promise<void> => {},
  shutdown: async (): Promise<void> => {},
})
