import { type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs'

/** What a page costs: a statement, and what it shows of each item. A page that will be refused costs one all the same. */
export const pageCost = ({
  args,
  childComplexity,
}: Pick<ComplexityEstimatorArgs, 'args' | 'childComplexity'>) =>
  100 + Math.min(Math.max(args.first, 1), 100) * childComplexity
