import { largest } from '../../schema/largest.ts'
import { type PageArgs, pageSizeOf } from '../../schema/page-args.ts'
import { type Question } from './question.ts'
import { weights } from './weights.ts'

/** The cost of a page: a statement, and the fields of each item. A page that is too long costs as much as the longest. */
export const pageCost = ({ args, fieldsCost }: Pick<Question<PageArgs>, 'args' | 'fieldsCost'>): number =>
  weights.statement + Math.min(Math.max(pageSizeOf(args), 1), largest.page) * fieldsCost
