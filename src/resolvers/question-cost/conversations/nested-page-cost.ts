import { largest } from '../../../schema/largest.ts'
import { type PageArgs, pageSizeOf } from '../../../schema/page-args.ts'
import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** The cost of the rows of a page for one item of another page. */
const nestedPageCost = ({ args, fieldsCost }: Question<PageArgs>): number =>
  Math.min(Math.max(pageSizeOf(args), 1), largest.nestedPage) * weights.nested * fieldsCost

/** A page for each item of another page, all of them in one statement. */
export const nestedPage = { cost: nestedPageCost, once: () => weights.statement }
