import { coerceInputValue, type GraphQLInputType, type GraphQLSchema } from 'graphql'
import { at, collected, type Place } from '../checks/collect.ts'
import { type Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { currentValue } from '../graphql/former-forms/current-value.ts'
import { type DashboardInput } from '../schema/dashboards/dashboard-input.ts'

/** A dashboard as JSON, which another project can import. Ids in its questions stay those of this project. */
export interface ExportedDashboard {
  format: typeof format
  name: string
  description: string | null
  dashboard: object
}

const format = 'convograph/dashboard/1'

export const exportedDashboard = ({ name, description, content }: Definition): ExportedDashboard => ({
  format,
  name,
  description,
  dashboard: content,
})

/**
 * The dashboard of a JSON that may come from anywhere. Fields of later versions are refused, not lost.
 * @throws INVALID_JSON, whose path leads to each value that does not fit
 */
export function readExported(
  schema: GraphQLSchema,
  json: Record<string, unknown>,
): { name: string; description: string | null; dashboard: DashboardInput } {
  const { format: given, name, description = null, dashboard, ...others } = json
  if (given !== format) throw wrong(['format'], `format must be "${format}".`)
  const [unknown] = Object.keys(others)
  if (unknown !== undefined) throw wrong([unknown], 'An exported dashboard has no such field.')
  if (typeof name !== 'string') throw wrong(['name'], 'name must be a text.')
  if (description !== null && typeof description !== 'string')
    throw wrong(['description'], 'description must be a text or null.')
  return { name, description, dashboard: coerced(schema, dashboard) }
}

function coerced(schema: GraphQLSchema, value: unknown): DashboardInput {
  const type = schema.getType('DashboardInput') as GraphQLInputType
  const problems: { place: Place; message: string }[] = []
  const dashboard = coerceInputValue(currentValue(schema, type, value), type, (path, _, { message }) => {
    problems.push({ place: [...path], message })
  })
  collected(problems, ({ place, message }) => {
    throw wrong(['dashboard', ...place], message)
  })
  return dashboard as DashboardInput
}

/** An error about the value at a place of the JSON. */
function wrong(place: Place, message: string): unknown {
  try {
    return at(place, () => {
      throw badInput('INVALID_JSON', String(place.findLast(step => typeof step === 'string')), message)
    })
  } catch (error) {
    return error
  }
}
