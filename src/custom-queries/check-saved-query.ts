import { GraphQLError } from 'graphql'
import { checkLength } from '../analytics/query/check-text.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type SavedQueryInput } from '../schema/custom-queries/saved-query.ts'
import { defaultsOf } from './asked-query.ts'
import { prepareQuery } from './prepare-query.ts'
import { withAnyValues } from './with-any-values.ts'

const mostParameters = 50
const mostNote = 1_000
const timeoutSeconds = 5

/**
 * Refuses SQL that could not run, and parameters that it does not have. Nothing of the SQL runs.
 * @throws INVALID_SQL, INVALID_PARAMETERS, TOO_LONG, INVALID_TEXT, and as `prepareQuery`
 */
export async function checkSavedQuery(
  scope: RequestScope,
  { sql, parameters }: SavedQueryInput,
): Promise<void> {
  checkParameters(parameters)
  const values = withAnyValues(sql, defaultsOf(parameters))
  if (Array.isArray(values))
    throw badInput(
      'INVALID_PARAMETERS',
      'sql',
      'A saved query has placeholders with names, such as {bot:String}.',
    )
  try {
    await using prepared = await prepareQuery(scope, { sql, parameters: values, timeoutSeconds })
    const { placeholders } = prepared
    const unknown = parameters.find(
      ({ name }) => !placeholders.some(placeholder => placeholder.name === name),
    )
    if (unknown)
      throw badInput('INVALID_PARAMETERS', 'parameters', `The SQL has no placeholder {${unknown.name}:…}.`)
  } catch (error) {
    throw isAboutSql(error) ? badInput('INVALID_SQL', 'sql', error.message) : error
  }
}

function checkParameters(parameters: SavedQueryInput['parameters']): void {
  if (parameters.length > mostParameters)
    throw badInput('INVALID_PARAMETERS', 'parameters', `There may be at most ${mostParameters} parameters.`)
  if (new Set(parameters.map(({ name }) => name)).size < parameters.length)
    throw badInput('INVALID_PARAMETERS', 'parameters', 'A parameter is listed twice.')
  for (const { description } of parameters) checkLength(description, 'description', mostNote)
}

/** Whether the SQL is the reason of a refusal. */
export const isAboutSql = (error: unknown): error is GraphQLError =>
  error instanceof GraphQLError && ['SQL_NOT_ALLOWED', 'SQL_FAILED'].includes(String(error.extensions.code))
