import { readNodeId } from '../../../entities/node-id.ts'
import { largest } from '../../../schema/largest.ts'
import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** The cost of things by their ids: a statement for each type of thing, and the fields of each. */
export function nodesCost({ args, fieldsCost }: Question<{ ids: string[] }>): number {
  const types = new Set(args.ids.map(id => readNodeId(id)?.type))
  return weights.statement * Math.max(types.size, 1) + Math.min(args.ids.length, largest.nodes) * fieldsCost
}
