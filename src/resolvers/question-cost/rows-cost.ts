import { type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs'
import { type Question } from './question.ts'

/** More are refused. */
const most = 1_000

/** A list of as many rows as `first` says. One that will be refused costs no more than the longest that is not. */
export const rowsOf = ({ args, within }: Pick<Question<{ first: number }>, 'args' | 'within'>): number =>
  Math.min(Math.max(args.first, 1), most) * within

/** The same as what a field costs. */
export const rowsCost = ({ args, childComplexity }: ComplexityEstimatorArgs): number =>
  rowsOf({ args: args as { first: number }, within: childComplexity })
