import { type PreviewSegmentInput } from '../../../schema/users/segment.ts'
import { type Question } from '../question.ts'
import { weights } from '../weights.ts'
import { conditionCost } from './segment-cost.ts'

/** The number of users shown. */
const shown = 10

/** The cost of finding the users of a condition twice, to count and to show them, and of counting all known users. */
export const previewCost = ({
  args: { input },
  fieldsCost,
}: Question<{ input: PreviewSegmentInput }>): number =>
  2 * (weights.statement + conditionCost(input.condition)) + weights.userList + shown * fieldsCost
