import { getNamedType, isCompositeType } from 'graphql'
import { type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs'
import { JsonObject } from '../../schema/scalars.ts'
import { weights } from './weights.ts'

/** What a field costs that says nothing else: its place in the answer, and its own fields. */
export function answerCost({ field, childComplexity }: ComplexityEstimatorArgs): number {
  const type = getNamedType(field.type)
  if (isCompositeType(type)) return weights.row + childComplexity
  return type.name === JsonObject.name ? weights.json : weights.value
}
