import { type GraphQLSchema } from 'graphql'
import { type Range, rangeInputOf } from '../analytics/query/range.ts'
import { type Beside } from '../questions/times.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type StartExportInput } from '../schema/exports/start-export-input.ts'
import { listTable } from './lists/list-table.ts'
import { queryTable } from './query-table.ts'
import { questionTable } from './question-table.ts'
import { type ExportTable } from './table.ts'

/** The rows of an export, from its source. The signal of the scope ends the reading. */
export function tableOf(
  schema: GraphQLSchema,
  scope: RequestScope,
  input: StartExportInput,
  range: Range,
): Promise<ExportTable> {
  const { list, question, sql } = input
  if (sql != null) return queryTable(scope, input)
  if (list != null) return listTable(scope, list, range, input, scope.signal!)
  return questionTable(schema, scope, question!, {
    ...besideOf(input),
    range: input.range && rangeInputOf(range),
  })
}

/** What an export says beside its question. */
const besideOf = ({
  compare,
  timeZone,
  weekStart,
  filter,
  segment,
  segmentId,
}: StartExportInput): Beside => ({ compare, timeZone, weekStart, filter, segment, segmentId })
