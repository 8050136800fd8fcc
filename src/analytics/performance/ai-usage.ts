import { type Sql, sql } from '../../clickhouse/sql.ts'
import { usersByNo } from '../../lists/users-by-no.ts'
import { type AiUsage, type AiUsageArgs, AiUsageBy } from '../../schema/performance/ai.ts'
import { breakdown } from '../query/breakdown.ts'
import { aiMetricGroup } from '../query/measure/ai-metric-group.ts'
import { type Selection } from '../query/measure/selection.ts'
import { type QueryScope } from '../query/query-scope.ts'
import { resolveQuery } from '../query/resolve-query.ts'

/** The use of language models by user, model, call type or bot; the group with the most tokens first. */
export async function aiUsage(scope: QueryScope, input: AiUsageArgs, selected: Selection): Promise<AiUsage> {
  const query = await resolveQuery(scope, input)
  const by = { group: columns[input.by] }
  const { groups, meta } = await breakdown(
    query,
    aiMetricGroup,
    input,
    { by, order: 'tokens' },
    selected.groups,
    selected.meta,
  )
  const users =
    input.by === AiUsageBy.USER
      ? await usersByNo(
          scope,
          groups.map(({ group }) => Number(group)),
        )
      : null
  const nameOf = (group: string) => (users ? users.get(Number(group))?.externalId : group) || null
  return { groups: groups.map(({ group, ...numbers }) => ({ ...numbers, group: nameOf(group) })), meta }
}

const columns = {
  [AiUsageBy.USER]: sql`user_no`,
  [AiUsageBy.MODEL]: sql`model`,
  [AiUsageBy.CALL_TYPE]: sql`call_type`,
  [AiUsageBy.BOT]: sql`bot_id`,
} satisfies Record<AiUsageBy, Sql>
