import { type GraphQLResolveInfo } from 'graphql'
import { type QueryScope } from '../../analytics/query/query-scope.ts'
import { type QuestionInput } from '../../schema/questions/question-input.ts'
import { savedCohorts, savedFunnel } from '../saved-question.ts'

/** Whether the numbers of a question are broken down into groups. @throws NOT_FOUND for the id of a saved question */
export async function isGrouped(
  scope: Pick<QueryScope, 'em'>,
  info: Pick<GraphQLResolveInfo, 'schema'>,
  { measure, funnel, funnelId, cohorts, cohortsId, timeSeries }: QuestionInput,
): Promise<boolean> {
  if (measure) return Boolean(measure.by?.length)
  if (funnelId != null) return Boolean((await savedFunnel(scope, info, funnelId)).breakdown)
  if (cohortsId != null) return Boolean((await savedCohorts(scope, info, cohortsId)).breakdown)
  return Boolean((funnel ?? cohorts ?? timeSeries)?.breakdown)
}
