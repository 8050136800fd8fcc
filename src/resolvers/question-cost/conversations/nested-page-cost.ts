import { type PageArgs } from '../../../schema/page-args.ts'
import { pageCost } from '../page-cost.ts'
import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** The cost of a page for each item of another page. */
export const nestedPageCost = ({ args, fieldsCost }: Question<PageArgs>): number =>
  pageCost({ args, fieldsCost: weights.nested * fieldsCost })
