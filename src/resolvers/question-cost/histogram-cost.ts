import { type Question } from './question.ts'

/** The service refuses more edges. */
const most = 100
const usual = 10

/** The cost of the bars of a histogram: one more than it has edges. The question around it has the cost of reading. */
export const histogramCost = ({
  args: { edges },
  fieldsCost,
}: Question<{ edges?: number[] | null }>): number => (Math.min(edges?.length ?? usual, most) + 1) * fieldsCost
