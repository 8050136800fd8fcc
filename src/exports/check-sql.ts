import { checkedParameters } from '../custom-queries/asked-query.ts'
import { isAboutSql } from '../custom-queries/check-saved-query.ts'
import { prepareQuery } from '../custom-queries/prepare-query.ts'
import { settingsOf } from '../custom-queries/run-query.ts'
import { badInput } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type StartExportInput } from '../schema/exports/start-export-input.ts'

const timeoutSeconds = 5

/**
 * Refuses the SQL of an export that could not run. Nothing of it runs: an error in a value is found only by the export.
 * @throws INVALID_SQL, INVALID_PARAMETERS, INVALID_TIME_ZONE, and as `prepareQuery`
 */
export async function checkSql(
  scope: RequestScope,
  { sql, parameters, timeZone }: StartExportInput,
): Promise<void> {
  if (sql == null) return
  const query = { sql, parameters: checkedParameters(parameters), timeZone, timeoutSeconds }
  try {
    await using prepared = await prepareQuery(scope, query)
    await prepared.columns({ ...settingsOf(prepared), max_execution_time: timeoutSeconds })
  } catch (error) {
    throw isAboutSql(error) ? badInput('INVALID_SQL', 'sql', error.message) : error
  }
}
