import { sql } from '../../clickhouse/sql.ts'
import { type AiModels } from '../../schema/performance/ai.ts'
import { type BreakdownArgs } from '../../schema/question-args.ts'
import { breakdown } from '../query/breakdown.ts'
import { aiMetricGroup } from '../query/measure/ai-metric-group.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

const by = { provider: sql`provider`, model: sql`model` }

/** Requests to language models by model, with the share of calls of each model. */
export async function aiModels(
  scope: QueryScope,
  input: BreakdownArgs,
  selected: Selection,
): Promise<AiModels> {
  const query = await resolveQuery(scope, input)
  const { groups, meta } = await breakdown(
    query,
    aiMetricGroup,
    input,
    { by, order: 'aiCalls' },
    selected.models,
    selected.meta,
  )
  return { models: groups, meta }
}
