import { readNodeId } from '../../../entities/node-id.ts'
import { largest } from '../../../schema/largest.ts'
import { objectCost } from '../answer-cost.ts'
import { type Question } from '../question.ts'
import { weights } from '../weights.ts'

/** The cost of things by their ids: a statement for each type of thing, and a row for each id. */
export function nodesCost(question: Question<{ ids: string[] }>): number {
  const { ids } = question.args
  const types = new Set(ids.map(id => readNodeId(id)?.type))
  return (
    weights.statement * Math.max(types.size, 1) + Math.min(ids.length, largest.nodes) * objectCost(question)
  )
}
