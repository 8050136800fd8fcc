import { type FieldNode, type FragmentDefinitionNode, valueFromASTUntyped } from 'graphql'
import { type FieldOptions } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type CostedDashboard } from '../../dashboards/costed-dashboards.ts'
import { presentName } from '../../schema/former-fields.ts'
import { type Applies, fieldsOf, selectedFields } from './selected-fields.ts'

/** The parts of an operation that the selections of its fields refer to. */
export interface CostContext {
  fragments: Record<string, FragmentDefinitionNode>
  variableValues: Record<string, unknown>
  /** The dashboards that the operation asks, by their ids. */
  dashboards: ReadonlyMap<string, CostedDashboard>
}

/** A question, or a part of one, before it runs. */
export interface Question<Args = object> {
  args: Args
  selected: Selection
  /** The cost of the fields selected on it, each counted once. */
  fieldsCost: number
  /** An argument of the field itself, as it is written or in its variable; undefined if it is not given. */
  argument(name: string): unknown
  /** The selected fields with a present name, one for each alias, since each alias has an answer of its own. */
  parts(name: string): Question<Args>[]
  /** The dashboards that the operation asks, by their ids. */
  dashboards: CostContext['dashboards']
  /** The number of scalar fields selected in it, at any depth. */
  values: number
  /** The same question without what is selected on other types, for an answer that is a union. */
  on(type: string): Question<Args>
}

/** The points of a field. A question of any arguments will do: TypeGraphQL does not relate them to the resolver's. */
export type Cost = (question: Question<never>) => number

/** A cost as TypeGraphQL takes it: in the extensions of the field, where `pathCosts` finds it. */
export const complexityOf = (cost: Cost) => cost as unknown as NonNullable<FieldOptions['complexity']>

/** A cost, and that of the fields of the answer. */
export const plusFields =
  (cost: Cost): Cost =>
  question =>
    question.fieldsCost + cost(question)

export function questionOf<Args>(
  args: Args,
  node: FieldNode,
  fieldsCost: number,
  context: CostContext,
  applies: Applies = () => true,
): Question<Args> {
  return {
    args,
    fieldsCost,
    dashboards: context.dashboards,
    selected: selectedFields({ fieldNodes: [node], ...context }, applies),
    argument: name => argumentOf(node, name, context),
    on: type => questionOf(args, node, fieldsCost, context, on => on === type),
    parts: name =>
      fieldsOf(node.selectionSet, context, applies)
        .filter(field => presentName(field.name.value) === name)
        .map(field => questionOf(args, field, 0, context)),
    get values() {
      return valuesBelow(node, context)
    },
  }
}

function argumentOf(node: FieldNode, argument: string, { variableValues }: CostContext): unknown {
  const given = node.arguments?.find(({ name }) => name.value === argument)
  return given && valueFromASTUntyped(given.value, variableValues)
}

function valuesBelow({ selectionSet }: FieldNode, context: CostContext): number {
  if (!selectionSet) return 1
  return fieldsOf(selectionSet, context).reduce((sum, field) => sum + valuesBelow(field, context), 0)
}
