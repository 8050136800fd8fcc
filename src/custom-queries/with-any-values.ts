import { anyValue, type Parameters } from './parameters.ts'
import { numbered, placeholdersIn } from './placeholders.ts'

/**
 * The parameters, completed by values with which the SQL can be parsed and analysed.
 * @throws INVALID_PARAMETERS for a type that no value has
 */
export function withAnyValues(sql: string, parameters: Parameters | null | undefined): Parameters {
  const { positions } = numbered(sql, () => 'String')
  if (Array.isArray(parameters)) return parameters
  if (positions) return Array.from({ length: positions }, () => anyValue('String'))
  const values = placeholdersIn(sql).map(({ name, type }) => [name, jsonValueOf(type)])
  return { ...Object.fromEntries(values), ...parameters }
}

/** The value as JSON has it. */
function jsonValueOf(type: string): unknown {
  if (type.startsWith('Array')) return []
  return type === 'Bool' ? true : anyValue(type)
}
