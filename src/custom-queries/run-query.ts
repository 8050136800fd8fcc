import { availableParallelism } from 'node:os'
import { type ClickHouseSettings } from '@clickhouse/client'
import { missingFrom } from '../analytics/query/meta.ts'
import { type Table } from '../clickhouse/topology/engine.ts'
import { columnsUnavailable } from '../errors.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type CustomQueryResult } from '../schema/custom-queries/custom-query-result.ts'
import { type CustomQuery, type PreparedQuery, prepareAgain, prepareQuery } from './prepare-query.ts'

/** Limits of a run, besides its time and its rows. */
const limits: ClickHouseSettings = {
  timeout_overflow_mode: 'throw',
  max_memory_usage: '512000000',
  max_rows_to_read: '500000000',
  read_overflow_mode: 'throw',
  max_result_bytes: '10000000',
  result_overflow_mode: 'throw',
  max_threads: Math.ceil(availableParallelism() / 2),
  max_temporary_data_on_disk_size_for_query: '1000000000',
  max_recursive_cte_evaluation_depth: '100',
}

/** How values are read and written. */
const dialect: ClickHouseSettings = {
  date_time_output_format: 'iso',
  output_format_json_quote_decimals: 1,
  // A property such as `properties.plan` may have values of several types, and can still be grouped by.
  allow_suspicious_types_in_group_by: 1,
  allow_suspicious_types_in_order_by: 1,
  joined_subquery_requires_alias: 0,
}

/** The settings of every run of a query. */
export const settingsOf = ({ timeZone }: PreparedQuery): ClickHouseSettings => ({
  ...limits,
  ...dialect,
  session_timezone: timeZone,
})

/**
 * Runs SQL of an administrator over the rows of the project.
 * @throws as `prepareQuery`, and QUERY_TIMEOUT, QUERY_TOO_LARGE, RESULT_TOO_LARGE, the reason of the signal
 */
export async function runQuery(
  scope: RequestScope,
  query: CustomQuery & { maxRows: number },
): Promise<CustomQueryResult> {
  const began = performance.now()
  const answer = await answerOf(scope, query, await prepareQuery(scope, query))
  const isOfState = !(await hasMoved(scope, answer.state))
  const { table, state } = isOfState
    ? answer
    : await answerOf(scope, query, await prepareAgain(scope, query, { isSnapshot: true }))
  const { watermark, missing } = state
  return {
    columns: table.meta,
    rows: table.data.slice(0, query.maxRows),
    rowsReturned: Math.min(table.data.length, query.maxRows),
    truncated: table.data.length > query.maxRows,
    executionTimeMs: performance.now() - began,
    rowsRead: table.statistics.rows_read,
    bytesRead: table.statistics.bytes_read,
    meta: {
      asOf: scope.asOf,
      watermark,
      isComplete: !missing,
      sampleSize: null,
      caveats: missingFrom({ missing, keptUntil: scope.keptUntil ?? undefined }, { from: new Date(0) }),
    },
  }
}

/** One row more than asked for shows whether there are more. */
async function answerOf(
  { services: { customSql } }: RequestScope,
  { maxRows, timeoutSeconds }: { maxRows: number; timeoutSeconds: number },
  prepared: PreparedQuery,
): Promise<{ table: Table; state: PreparedQuery['state'] }> {
  await using held = prepared
  const settings = {
    ...settingsOf(held),
    max_execution_time: Math.min(timeoutSeconds, customSql.mostSeconds),
  }
  return { table: await held.table(maxRows + 1, settings), state: held.state }
}

/** Whether events after the state may be in the answer. @throws DB_UNAVAILABLE when ClickHouse was filled anew */
async function hasMoved({ services }: RequestScope, state: PreparedQuery['state']): Promise<boolean> {
  const begun = await services.projector.begun()
  if (begun.generation !== state.generation)
    throw columnsUnavailable('ClickHouse was filled from the log again. Send the same request again.')
  return begun.batch !== state.batch
}
