import { type PageArgs } from '../../../schema/page-args.ts'
import { pageCost } from '../page-cost.ts'
import { type Question } from '../question.ts'

/** A page of the users behind something that has to be found first, and again where they are counted. */
export const membersCost =
  (found: number) =>
  ({ args, within, selected }: Question<PageArgs>): number =>
    pageCost({ args, childComplexity: within }) + found * (selected.totalCount ? 2 : 1)
