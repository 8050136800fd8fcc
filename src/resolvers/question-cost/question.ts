import { type FieldNode, type FragmentDefinitionNode } from 'graphql'
import { type ComplexityEstimator, type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { fieldsOf, selectedFields } from './selected-fields.ts'

/** What has to be known of an operation to follow what its fields select. */
export interface CostContext {
  fragments: Record<string, FragmentDefinitionNode>
  variableValues: Record<string, unknown>
}

/** A question, or a part of one, as it is known before it runs. */
export interface Question<Args = object> {
  args: Args
  selected: Selection
  /** What its fields cost by themselves, each once. */
  within: number
  /** The fields of a name, once for each time that they are asked for: under aliases they are answered apart. */
  parts(name: string): Question<Args>[]
  /** How many values there are below it. */
  values: number
}

/** The points of a field by what is asked of it. */
export const costBy =
  <Args>(pointsOf: (question: Question<Args>) => number): ComplexityEstimator =>
  ({ args, node, childComplexity, context }: ComplexityEstimatorArgs) =>
    pointsOf(questionOf(args as Args, node, childComplexity, context as CostContext))

/** The points of a field by what is asked of it, beside those of its answer. */
export const costBeside = <Args>(pointsOf: (question: Question<Args>) => number): ComplexityEstimator =>
  costBy<Args>(question => question.within + pointsOf(question))

function questionOf<Args>(args: Args, node: FieldNode, within: number, context: CostContext): Question<Args> {
  return {
    args,
    within,
    selected: selectedFields({ fieldNodes: [node], ...context }),
    parts: name =>
      fieldsOf(node.selectionSet, context)
        .filter(field => field.name.value === name)
        .map(field => questionOf(args, field, 0, context)),
    get values() {
      return valuesBelow(node, context)
    },
  }
}

function valuesBelow({ selectionSet }: FieldNode, context: CostContext): number {
  if (!selectionSet) return 1
  return fieldsOf(selectionSet, context).reduce((sum, field) => sum + valuesBelow(field, context), 0)
}
