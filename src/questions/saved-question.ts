import { type GraphQLResolveInfo } from 'graphql'
import { definition } from '../analytics/query/definition.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { savedInput } from '../resolvers/saved-input.ts'
import { type CohortsInput } from '../schema/behavior/cohorts-input.ts'
import { type FunnelInput } from '../schema/behavior/funnel-input.ts'

type Scope = Pick<QueryScope, 'em'>
type Info = Pick<GraphQLResolveInfo, 'schema'>

/** The input of a saved funnel, which has the name that it was saved under. @throws NOT_FOUND at `field` */
export async function savedFunnel(
  { em }: Scope,
  info: Info,
  id: string,
  field = 'funnelId',
): Promise<FunnelInput> {
  const { name, content } = await definition(em, 'funnel', id, field)
  return { name, ...savedInput<FunnelInput>(info, 'FunnelInput', content) }
}

/** The input of a saved cohort question. @throws NOT_FOUND at `field` */
export async function savedCohorts(
  { em }: Scope,
  info: Info,
  id: string,
  field = 'cohortsId',
): Promise<CohortsInput> {
  const { content } = await definition(em, 'cohorts', id, field)
  return savedInput<CohortsInput>(info, 'CohortsInput', content)
}
