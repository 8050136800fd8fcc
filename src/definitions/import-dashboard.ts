import { type GraphQLSchema } from 'graphql'
import { at } from '../checks/collect.ts'
import { type Definition } from '../entities/definition.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type ImportDashboardInput } from '../schema/dashboards/dashboard.ts'
import { createDefinition } from './create-definition.ts'
import { readExported } from './exported-dashboard.ts'
import { dashboard as kind } from './kinds/dashboard.ts'

/** Saves a dashboard that was exported. @throws INVALID_JSON, and as `createDefinition` does */
export const importDashboard = (
  scope: RequestScope,
  schema: GraphQLSchema,
  { json, name }: ImportDashboardInput,
): Promise<Definition> =>
  at(['json'], async () => {
    const exported = readExported(schema, json)
    return createDefinition(scope, kind, { ...exported, name: name ?? exported.name })
  })
