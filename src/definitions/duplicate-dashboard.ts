import { type GraphQLResolveInfo } from 'graphql'
import { contentOf } from '../dashboards/asked-dashboard.ts'
import { dashboardWith } from '../dashboards/dashboard-with.ts'
import { type Definition } from '../entities/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type DuplicateDashboardInput } from '../schema/dashboards/dashboard.ts'
import { createDefinition } from './create-definition.ts'
import { dashboard as kind } from './kinds/dashboard.ts'

const longestName = 100

/** Saves a copy of a dashboard, saved or built in. @throws NOT_FOUND, and as `createDefinition` does */
export async function duplicateDashboard(
  scope: RequestScope,
  info: Pick<GraphQLResolveInfo, 'schema'>,
  { id, name }: DuplicateDashboardInput,
): Promise<Definition> {
  const original = await dashboardWith(scope.em, id)
  const copy = {
    ...contentOf(info, original.content),
    name: name ?? `Copy of ${original.name}`.slice(0, longestName),
    description: original.description,
  }
  return createDefinition(scope, kind, copy)
}
