import { definition } from '../analytics/query/definition.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type CustomQueryInput } from '../schema/custom-queries/custom-query-input.ts'
import { type SavedQueryInput } from '../schema/custom-queries/saved-query.ts'
import { largest } from '../schema/largest.ts'
import { type Parameters } from './parameters.ts'
import { type CustomQuery } from './prepare-query.ts'

/**
 * The SQL and values of an input, which has SQL or the id of a saved query.
 * @throws INVALID_QUESTION, INVALID_TIMEOUT, INVALID_FIRST, INVALID_PARAMETERS, NOT_FOUND
 */
export async function askedQuery(
  { em }: Pick<RequestScope, 'em'>,
  input: CustomQueryInput,
): Promise<CustomQuery & { maxRows: number }> {
  const { sql, queryId, timeZone, timeoutSeconds, maxRows } = input
  checkNumbers(input)
  const given = checkedParameters(input.parameters)
  if ((sql == null) === (queryId == null))
    throw badInput('INVALID_QUESTION', 'sql', 'Set either sql or the queryId of a saved query.')
  const asked = sql == null ? await savedQuery(em, queryId!, given) : { sql, parameters: given }
  return { ...asked, timeZone, timeoutSeconds, maxRows }
}

function checkNumbers({ timeoutSeconds, maxRows }: CustomQueryInput): void {
  if (timeoutSeconds < 1 || timeoutSeconds > largest.sqlSeconds)
    throw badInput('INVALID_TIMEOUT', 'timeoutSeconds', `timeoutSeconds must be 1 to ${largest.sqlSeconds}.`)
  if (maxRows < 1 || maxRows > largest.sqlRows)
    throw badInput(
      'INVALID_FIRST',
      'maxRows',
      `maxRows must be 1 to ${largest.sqlRows.toLocaleString('en')}.`,
    )
}

/** @throws INVALID_PARAMETERS */
export function checkedParameters(parameters: unknown): Parameters {
  if (typeof (parameters ?? []) === 'object') return (parameters ?? []) as Parameters
  throw badInput('INVALID_PARAMETERS', 'parameters', 'parameters must be a list or an object.')
}

/** A saved query with its defaults and the given values. */
async function savedQuery(
  em: RequestScope['em'],
  id: string,
  given: Parameters,
): Promise<Pick<CustomQuery, 'sql' | 'parameters'>> {
  const { content } = await definition(em, 'query', id, 'queryId')
  const { sql, parameters } = content as SavedQueryInput
  return { sql, parameters: { ...defaultsOf(parameters), ...given } }
}

/** The values of the parameters that have a default. */
export const defaultsOf = (parameters: SavedQueryInput['parameters'] = []): Record<string, unknown> =>
  Object.fromEntries(
    parameters
      .filter(parameter => 'default' in parameter)
      .map(parameter => [parameter.name, parameter.default]),
  )
