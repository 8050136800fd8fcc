import { largest } from '../../schema/largest.ts'
import { type Question } from './question.ts'

/** The cost of a list of `first` rows. A list that is too long costs as much as the longest. */
export const rowsCost = ({ args, fieldsCost }: Question<{ first: number }>): number =>
  Math.min(Math.max(args.first, 1), largest.groups) * fieldsCost
