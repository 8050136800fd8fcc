import { type GraphQLOutputType, getNamedType, isCompositeType } from 'graphql'
import { JsonObject } from '../../schema/scalars.ts'
import { type Question } from './question.ts'
import { weights } from './weights.ts'

/** The cost of a field without a cost of its own: one field of the answer, and its selected fields. */
export function answerCost(of: GraphQLOutputType, fieldsCost: number): number {
  const type = getNamedType(of)
  if (isCompositeType(type)) return weights.row + fieldsCost
  return type.name === JsonObject.name ? weights.json : weights.value
}

/** The same for a field that is known to be an object. */
export const objectCost = ({ fieldsCost }: Question): number => weights.row + fieldsCost
