import { type PathsInput } from '../../../schema/behavior/paths.ts'
import { listsOf } from '../lists-of.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'

/** Deeper or longer is refused. */
const most = { depth: 5, first: 200 }
const usualDepth = 3

/** By how much every fact is dearer as an anchor than those of one name. */
const ofAnything = 6

/** What each user did next, and again for each list of users; links for each step, and whole paths. */
export function pathsCost(question: Question<{ input: PathsInput }>): number {
  const {
    args: { input },
    parts,
  } = question
  const depth = Math.min(Math.max(input.depth, 1), most.depth)
  const first = Math.min(Math.max(input.first, 1), most.first)
  const anchors = input.anchor.event == null ? ofAnything : 1
  const walk = anchors * reading('paths', scopeOf(input, { filters: [input.anchor.filter] }))
  const rows = first * (1 + depth)
  return (
    walk * (1 + (depth - usualDepth) / 10) * (1 + listsOf(question, 'usersBehind')) +
    sumOf([...parts('steps'), ...parts('paths')], ({ values }) => rows * values * weights.value)
  )
}
