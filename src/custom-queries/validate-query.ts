import { GraphQLError } from 'graphql'
import { type RequestScope } from '../request/request-scope.ts'
import { type QueryError, type QueryValidation } from '../schema/custom-queries/query-validation.ts'
import { type Parameters } from './parameters.ts'
import { prepareQuery } from './prepare-query.ts'
import { settingsOf } from './run-query.ts'
import { withAnyValues } from './with-any-values.ts'

const timeoutSeconds = 5

/**
 * What is known of SQL before it runs. Nothing of it runs. Placeholders without a value take any value of their type.
 * @throws as `prepareQuery`, except for errors in the SQL itself
 */
export async function validateQuery(
  scope: RequestScope,
  sql: string,
  parameters?: Parameters | null,
): Promise<QueryValidation> {
  try {
    await using prepared = await prepareQuery(scope, {
      sql,
      parameters: withAnyValues(sql, parameters),
      timeoutSeconds,
    })
    const columns = await prepared.columns({ ...settingsOf(prepared), max_execution_time: timeoutSeconds })
    const placeholders = prepared.placeholders.map(placeholder => ({
      ...placeholder,
      default: null,
      isRequired: true,
      description: null,
    }))
    return { errors: [], columns, tables: prepared.tables, parameters: placeholders }
  } catch (error) {
    return { errors: [errorInSql(error)], columns: [], tables: [], parameters: [] }
  }
}

const codes = ['SQL_NOT_ALLOWED', 'SQL_FAILED', 'QUERY_TIMEOUT', 'QUERY_TOO_LARGE', 'BAD_USER_INPUT']

/** @throws the error itself when it is not about the SQL */
function errorInSql(error: unknown): QueryError {
  if (!(error instanceof GraphQLError) || !codes.includes(String(error.extensions.code))) throw error
  const { code, reason, line, column } = error.extensions
  return {
    code: String(code === 'BAD_USER_INPUT' ? reason : code),
    message: error.message,
    line: (line as number | undefined) ?? null,
    column: (column as number | undefined) ?? null,
  }
}
