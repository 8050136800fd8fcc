import { type EventMetric } from '../../metrics-catalogue/catalogue.ts'
import { type Meta } from '../../schema/meta.ts'
import { type Warning } from '../../schema/warning.ts'
import { type Selection } from '../query/measure/selection.ts'
import { toMeta, unknownCosts, warning } from '../query/meta.ts'
import { wholeRange } from './frame.ts'
import { type Groups } from './largest-groups.ts'
import { catalogueExpression } from './metric-expression.ts'
import { type ResolvedMeasure } from './resolve-measure.ts'
import { valuesIn } from './shared-values.ts'

/** The `meta` of the answer, with warnings of costs that are not fully known, and of groups that are not shown. */
export async function measureMeta(
  resolved: ResolvedMeasure,
  groups: Groups | undefined,
  selected: Selection = {},
): Promise<Meta> {
  const metrics = metricsOfMeta(resolved, selected)
  const meta = toMeta(resolved.query, resolved.period.range, await measuredOf(resolved, metrics))
  return { ...meta, caveats: [...meta.caveats, ...notShown(groups)] }
}

function metricsOfMeta({ expressions }: ResolvedMeasure, selected: Selection): EventMetric[] {
  const hasCost = expressions.some(({ aggregates }) => aggregates.some(({ name }) => name === 'costUsd'))
  return [
    ...(selected.sampleSize ? ['events' as const] : []),
    ...(selected.caveats && hasCost ? unknownCosts : []),
  ]
}

/** The metrics over all events of the question, in the statement of its own numbers where it has no groups. */
async function measuredOf({ query, input, period }: ResolvedMeasure, metrics: EventMetric[]) {
  const frame = {
    ...{ query, measured: { range: period.range, filter: input.filter }, labels: [], keys: [], lines: [0] },
    edges: undefined,
    hasTotal: true,
  }
  const values = metrics.map(async metric => {
    const valueAt = await valuesIn(frame, catalogueExpression(metric))
    return [metric, valueAt(0, wholeRange)!.value] as const
  })
  return Object.fromEntries(await Promise.all(values))
}

function notShown(groups: Groups | undefined): Warning[] {
  if (!groups || groups.count <= groups.shown.length) return []
  const message = `The first ${groups.shown.length} of ${groups.count} groups are shown, all others together.`
  return [warning('NOT_ALL_SHOWN', message, 'question.measure.first')]
}
