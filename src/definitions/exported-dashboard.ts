import { coerceInputValue, type GraphQLInputType, type GraphQLSchema } from 'graphql'
import { at, collected, type Place } from '../checks/collect.ts'
import { type Definition } from '../entities/definition.ts'
import { badInput } from '../errors.ts'
import { currentValue } from '../graphql/former-forms/current-value.ts'
import { type DashboardInput } from '../schema/dashboards/dashboard-input.ts'
import { type NewDefinition } from '../schema/definition.ts'

const format = 'convograph/dashboard/1'

/** A dashboard as JSON, which another project can import. Ids in its questions stay those of this project. */
export const exportedDashboard = ({ name, description, content }: Definition): object => ({
  format,
  name,
  description,
  ...content,
})

/**
 * The input that creates a dashboard, from JSON that may come from anywhere. Fields of later versions are refused, not lost.
 * @throws INVALID_JSON for each value that does not fit, at its place
 */
export function readExported(
  schema: GraphQLSchema,
  { format: given, ...input }: Record<string, unknown>,
): NewDefinition & DashboardInput {
  if (given !== format) throw wrong(['format'], `format must be "${format}".`)
  const type = schema.getType('CreateDashboardInput') as GraphQLInputType
  const errors: unknown[] = []
  const read = coerceInputValue(currentValue(schema, type, input), type, (path, _, { message }) =>
    errors.push(wrong([...path], message)),
  )
  collected(errors, error => {
    throw error
  })
  return read as NewDefinition & DashboardInput
}

/** An error about the value at a place of the JSON. */
function wrong(place: Place, message: string): unknown {
  const field = place.findLast(step => typeof step === 'string') ?? 'json'
  try {
    return at(place, () => {
      throw badInput('INVALID_JSON', String(field), message)
    })
  } catch (error) {
    return error
  }
}
