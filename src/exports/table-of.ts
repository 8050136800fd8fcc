import { type Range } from '../analytics/query/range.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type StartExportInput } from '../schema/exports/start-export-input.ts'
import { listTable } from './lists/list-table.ts'
import { type ExportTable } from './table.ts'

/** The rows of an export, from its source. The signal of the scope ends the reading. */
export const tableOf = (scope: RequestScope, input: StartExportInput, range: Range): Promise<ExportTable> =>
  listTable(scope, input.list!, range, input, scope.signal!)
