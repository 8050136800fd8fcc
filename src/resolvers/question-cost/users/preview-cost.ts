import { type PreviewSegmentInput } from '../../../schema/users/segment.ts'
import { type Question } from '../question.ts'
import { weights } from '../weights.ts'
import { conditionCost } from './segment-cost.ts'

/** How many users are shown. */
const shown = 10

/** The users of a condition are counted, and found again to be shown; those who are known are counted too. */
export const previewCost = ({ args: { input }, within }: Question<{ input: PreviewSegmentInput }>): number =>
  2 * (weights.statement + conditionCost(input.condition)) + weights.userList + shown * within
