import { type CustomQueryInput } from '../../schema/custom-queries/custom-query-input.ts'
import { type Question } from './question.ts'
import { reading, scopeOf } from './reading.ts'
import { weights } from './weights.ts'

/** Nobody knows what SQL reads: it costs as much as a question about all events of 30 days, and the rows that it may return. */
export const customQueryCost = ({
  args: { input },
  fieldsCost,
}: Question<{ input: CustomQueryInput }>): number =>
  fieldsCost + reading('events', scopeOf({})) + Math.max(0, input.maxRows) * weights.row

/** A statement of which nothing runs. */
export const validationCost = ({ fieldsCost }: Question): number => fieldsCost + 2 * weights.statement
