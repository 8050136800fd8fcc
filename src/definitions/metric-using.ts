import { definition } from '../analytics/query/definition.ts'
import { Definition } from '../entities/definition.ts'
import { type MetricContent } from '../formulas/metric-content.ts'
import { keysOf } from '../formulas/stored-metrics.ts'
import { type RequestScope } from '../request/request-scope.ts'

/** The first custom metric whose formula names this one. */
export async function metricUsing(
  { em }: Pick<RequestScope, 'em'>,
  id: string,
): Promise<Definition | undefined> {
  const { key } = (await definition(em, 'metric', id)).content as MetricContent
  const metrics = await em.find(Definition, { kind: 'metric' }, { orderBy: { id: 'asc' } })
  return metrics.find(({ content }) => keysOf((content as MetricContent).formula).includes(key))
}
