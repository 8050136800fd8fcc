import { largest } from '../../schema/largest.ts'
import { type Question } from './question.ts'
import { weights } from './weights.ts'

/** The cost of a page: a statement, and the fields of each item. A page that is too long costs as much as the longest. */
export const pageCost = ({
  args,
  fieldsCost,
}: Pick<Question<{ first: number }>, 'args' | 'fieldsCost'>): number =>
  weights.statement + Math.min(Math.max(args.first, 1), largest.page) * fieldsCost
