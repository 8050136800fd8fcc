import { type GraphQLSchema } from 'graphql'
import { type RunBlock } from '../../entities/reports/report-run.ts'
import { askInJob } from '../../jobs/ask-in-job.ts'
import { failureOf } from '../../jobs/failure.ts'
import { tableOf } from '../../questions/table-of.ts'
import { type Beside } from '../../questions/times.ts'
import { wholeAnswer } from '../../questions/whole-answer.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type ReportBlockInput } from '../../schema/reports/report-input.ts'

interface Asking {
  schema: GraphQLSchema
  scope: RequestScope
  beside: Beside
}

const nothing = { text: null, table: null, rowCount: null, answer: null, error: null }

/**
 * A block of a report with its answer. A question that is refused fails alone.
 * @throws during an outage, and when the job ends
 */
export async function runBlock(
  { schema, scope, beside }: Asking,
  { title, text, question }: ReportBlockInput,
): Promise<RunBlock> {
  if (!question) return { ...nothing, title, text: text ?? '' }
  try {
    const answer = await askInJob(scope, 'runReport', () => wholeAnswer(schema, scope, question, beside))
    const table = tableOf(answer)
    return { ...nothing, title, table, rowCount: table.rows.length, answer }
  } catch (error) {
    const { code, message, isCounted } = failureOf(error)
    if (!isCounted || scope.gone.aborted) throw error
    scope.services.log.warn({ err: error, request: scope.requestId, code }, 'a block of a report failed')
    return { ...nothing, title, error: { code, message } }
  }
}
