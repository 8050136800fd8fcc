import { type PageArgs } from '../../../schema/page-args.ts'
import { pageCost } from '../page-cost.ts'
import { type Question } from '../question.ts'

/** The cost of a page of users: finding them costs `found`, and twice that where `totalCount` is selected. */
export const membersCost =
  (found: number) =>
  (question: Question<PageArgs>): number =>
    pageCost(question) + found * (question.selected.totalCount ? 2 : 1)
