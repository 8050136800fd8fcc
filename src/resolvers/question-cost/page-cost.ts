import { type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs'
import { weights } from './weights.ts'

/** More are refused. */
const most = 100

/** A page of a list: a statement, and what it shows of each item. A page that will be refused costs one all the same. */
export const pageCost = ({
  args,
  childComplexity,
}: Pick<ComplexityEstimatorArgs, 'args' | 'childComplexity'>): number =>
  weights.statement + Math.min(Math.max(args.first, 1), most) * childComplexity
