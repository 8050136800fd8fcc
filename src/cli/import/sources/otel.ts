import { type KindName } from '../../../ingest/kinds/index.ts'
import { factsOf } from '../../../otlp/facts-of.ts'
import { type IgnoredReason } from '../../../otlp/role-of.ts'
import { MalformedSpans, spansIn } from '../../../otlp/spans-in.ts'
import { RowProblem } from '../row.ts'
import { type RowEvent } from '../row-event.ts'
import { present } from './cells.ts'
import { type Columns, type Source, type Taken } from './source.ts'

/** Spans of OpenTelemetry as the file exporter of the Collector writes them: a request of OTLP on each line. */
export const otel: Source = {
  title: 'OpenTelemetry',
  recognizes: ({ resourceSpans }) => Array.isArray(resourceSpans),
  read,
}

const ignoredSpans: Record<IgnoredReason, string> = {
  parent: 'spans that repeat the usage of their model calls',
  other_ai: 'other spans of AI applications',
  not_ai: 'spans without a model call or request',
}

function* read({ resourceSpans }: Columns): Generator<Taken> {
  const { facts, ignored, rejected } = factsIn(resourceSpans)
  for (const fact of facts) {
    const [kind, event] = Object.entries(fact)[0] as [KindName, RowEvent]
    if (event.timestamp !== undefined) yield { kind, event: present(event) }
    else yield { problem: new RowProblem('REQUIRED', 'timestamp', 'the span has no startTimeUnixNano') }
  }
  for (const { field, message } of rejected)
    yield { problem: new RowProblem('INVALID_FIELD', field, message) }
  for (const [reason, spans] of Object.entries(ignored) as [IgnoredReason, number][])
    for (let span = 0; span < spans; span++) yield { skipped: ignoredSpans[reason] }
}

function factsIn(resourceSpans: unknown) {
  try {
    return factsOf(spansIn({ resourceSpans }))
  } catch (error) {
    if (error instanceof MalformedSpans) throw new RowProblem('UNREADABLE_ROW', null, error.message)
    throw error
  }
}
