import { type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs'
import { pageCost } from '../page-cost.ts'
import { weights } from '../weights.ts'

/** A page for each item of another page. */
export const nestedPageCost = ({
  args,
  childComplexity,
}: Pick<ComplexityEstimatorArgs, 'args' | 'childComplexity'>): number =>
  pageCost({ args, childComplexity: weights.nested * childComplexity })
