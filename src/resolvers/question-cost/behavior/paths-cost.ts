import { asked } from '../../../analytics/query/asked.ts'
import { type PathsInput } from '../../../schema/behavior/paths.ts'
import { type SharedArgs } from '../../../schema/question-args.ts'
import { listStatements } from '../list-statements.ts'
import { filtersOf, namesIn } from '../match-cost.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'
import { withPreviousCost } from '../with-previous-cost.ts'

/** The service refuses more of either. */
const most = { depth: 5, first: 200 }
const usualDepth = 3

/** The factor for an anchor without a name: every event is one. */
const anyAnchor = 6

/** The cost of the next events of each user, once more for each list of users, and of the links and paths shown. */
export const pathsCost = (question: Question<SharedArgs & { input: PathsInput }>): number =>
  withPreviousCost(question, asked(question.args.input, question.args), rangeCost)

function rangeCost(question: Question, input: PathsInput): number {
  const { parts } = question
  const depth = Math.min(Math.max(input.depth, 1), most.depth)
  const first = Math.min(Math.max(input.first, 1), most.first)
  const anchors = Math.min(namesIn(input.anchor)?.size ?? anyAnchor, anyAnchor)
  const walk = anchors * reading('paths', scopeOf(input, { filters: filtersOf(input.anchor) }))
  const rows = first * (1 + depth)
  return (
    walk * (1 + (depth - usualDepth) / 10) * (1 + listStatements(question, 'usersBehind')) +
    sumOf([...parts('steps'), ...parts('paths')], ({ values }) => rows * values * weights.value)
  )
}
