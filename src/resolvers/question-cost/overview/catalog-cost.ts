import { type QuestionArgs } from '../../../schema/question-args.ts'
import { type Question } from '../question.ts'
import { reading, scopeOf } from '../reading.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'

/** The cost of the selected lists. A list with `topValues` reads a sample of the latest events once more. */
export function catalogCost({ args, parts }: Question<QuestionArgs>): number {
  const scope = scopeOf(args)
  const sample = reading('counted', scope)
  const sampled = (name: string, names: number) =>
    sumOf(parts(name), ({ selected }) => names + (selected.topValues ? sample : 0))
  return (
    parts('events').length * reading('events', scope) +
    sampled('properties', sample) +
    sampled('dimensions', 0) +
    parts('traits').length * (weights.statement + scope.segment + weights.knownUsers)
  )
}
