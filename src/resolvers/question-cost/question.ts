import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  valueFromAST,
} from 'graphql'
import { type FieldOptions } from 'type-graphql'
import { type Selection } from '../../analytics/query/measure/selection.ts'
import { type CostedDashboard } from '../../dashboards/costed-dashboards.ts'
import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { presentName } from '../../schema/former-fields.ts'
import { type Applies, appliesTo, fieldsOf, selectedFields } from './selected-fields.ts'

/** What an operation asks by its id and its cost depends on, by these ids. */
export interface SavedContents {
  dashboards: ReadonlyMap<string, CostedDashboard>
  /** The rules of alerts to preview. */
  alerts: ReadonlyMap<string, AlertRule>
}

/** The parts of an operation that the selections of its fields refer to. */
export interface CostContext {
  schema: GraphQLSchema
  fragments: Record<string, FragmentDefinitionNode>
  variableValues: Record<string, unknown>
  saved: SavedContents
}

/** A question, or a part of one, before it runs. */
export interface Question<Args = object> {
  args: Args
  selected: Selection
  /** The cost of the fields selected on it, each counted once. */
  fieldsCost: number
  /** An argument of the field itself, of its type in the schema; undefined if it is not given. */
  argument(name: string): unknown
  /** The selected fields with a present name, one for each alias, since each alias has an answer of its own. */
  parts(name: string): Question<Args>[]
  saved: SavedContents
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

type Field = GraphQLField<unknown, unknown>

/** The question of a field and its node in the operation. */
export function questionOf<Args>(
  args: Args,
  field: Field,
  node: FieldNode,
  fieldsCost: number,
  context: CostContext,
  applies: Applies = () => true,
): Question<Args> {
  return {
    args,
    fieldsCost,
    saved: context.saved,
    selected: selectedFields({ fieldNodes: [node], ...context }, applies),
    argument: name => argumentOf(field, node, name, context),
    on: type => questionOf(args, field, node, fieldsCost, context, appliesTo(context.schema, type)),
    parts: name =>
      fieldsOf(node.selectionSet, context, applies)
        .filter(part => presentName(part.name.value) === name)
        .map(part => questionOf(args, fieldOf(field.type, part.name.value, applies), part, 0, context)),
    get values() {
      return valuesBelow(node, context)
    },
  }
}

function argumentOf(
  { args }: Field,
  node: FieldNode,
  argument: string,
  { variableValues }: CostContext,
): unknown {
  const given = node.arguments?.find(({ name }) => name.value === argument)
  const type = args.find(({ name }) => name === argument)?.type
  return given && type && valueFromAST(given.value, type, variableValues)
}

/** The field of an answer, for a union of a type that applies. The operation is valid, so there is one. */
function fieldOf(answer: GraphQLOutputType, name: string, applies: Applies): Field {
  const type = getNamedType(answer)
  const types = isUnionType(type) ? type.getTypes().filter(({ name }) => applies(name)) : [type]
  return types
    .filter(type => isObjectType(type) || isInterfaceType(type))
    .map(type => type.getFields()[name])
    .find(field => field !== undefined)!
}

function valuesBelow({ selectionSet }: FieldNode, context: CostContext): number {
  if (!selectionSet) return 1
  return fieldsOf(selectionSet, context).reduce((sum, field) => sum + valuesBelow(field, context), 0)
}
