import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import { largest } from '../../schema/largest.ts'
import { answerCost } from './answer-cost.ts'
import { type Cost, type CostContext, type Question, questionOf } from './question.ts'
import { isIncluded } from './selected-fields.ts'
import { sumOf } from './sum-of.ts'

/** The points of a field with a cost of its own, and of the plain values below it. */
export interface PathCost {
  /** The names in the answer from the root to the field, such as `['users', 'nodes', 'events']`. */
  path: string[]
  points: number
}

/**
 * The cost of each question of an operation, and of each field below that has statements or rows of its own; together they
 * are the cost of the operation. Where types of an interface differ, the most expensive one counts.
 * @throws GraphQLError for wrong arguments
 */
export function pathCosts(
  schema: GraphQLSchema,
  { selectionSet }: OperationDefinitionNode,
  context: CostContext,
): PathCost[] {
  const { parts } = costsOf({ schema, context }, schema.getQueryType()!, selectionSet)
  return parts.map(({ path, each, once }) => ({ path, points: each + once }))
}

interface Within {
  schema: GraphQLSchema
  context: CostContext
}

/** The cost of a selection on one object. */
interface Costs {
  /** The points of plain values. */
  values: number
  parts: Part[]
}

/** The cost of a field that has one of its own. */
interface Part {
  path: string[]
  /** The points for each object. */
  each: number
  /** The points of statements that are sent once for all objects of a page, up to `largest.page` of them. */
  once: number
  /** The number of objects that such a statement is sent for. */
  objects: number
}

const nothing: Costs = { values: 0, parts: [] }

const together = (costs: Costs[]): Costs => ({
  values: sumOf(costs, ({ values }) => values),
  parts: costs.flatMap(({ parts }) => parts),
})

const pointsOf = ({ values, parts }: Costs) => values + sumOf(parts, ({ each }) => each)

function costsOf(within: Within, type: GraphQLCompositeType, set: SelectionSetNode | undefined): Costs {
  const included = (set?.selections ?? []).filter(node => isIncluded(node, within.context.variableValues))
  const byType = Map.groupBy(included, node => typeOf(within, type, node))
  const costs = [...byType].map(([on, nodes]) => ({
    on,
    costs: together(nodes.map(node => selectionCosts(within, on, node))),
  }))
  const isOfOneType = (on: GraphQLCompositeType) => on !== type && isAbstractType(type) && !isAbstractType(on)
  return together([
    ...costs.filter(({ on }) => !isOfOneType(on)).map(({ costs }) => costs),
    dearest(costs.filter(({ on }) => isOfOneType(on)).map(({ costs }) => costs)),
  ])
}

/** The type that a selection is about: that of a fragment may be narrower. */
function typeOf(
  { schema, context }: Within,
  type: GraphQLCompositeType,
  node: SelectionNode,
): GraphQLCompositeType {
  if (node.kind === Kind.FIELD) return type
  const { typeCondition } = node.kind === Kind.INLINE_FRAGMENT ? node : context.fragments[node.name.value]!
  return typeCondition ? (schema.getType(typeCondition.name.value) as GraphQLCompositeType) : type
}

/** An object has one type: the rows of the most expensive one count, and the statements of all. */
function dearest(costs: Costs[]): Costs {
  const [most = nothing, ...others] = costs.toSorted((a, b) => pointsOf(b) - pointsOf(a))
  const statements = others.flatMap(({ parts }) => parts.filter(({ once }) => once))
  return { ...most, parts: [...most.parts, ...statements.map(part => ({ ...part, each: 0 }))] }
}

function selectionCosts(within: Within, type: GraphQLCompositeType, node: SelectionNode): Costs {
  if (node.kind === Kind.FIELD) return fieldCosts(within, type, node)
  const { selectionSet } =
    node.kind === Kind.INLINE_FRAGMENT ? node : within.context.fragments[node.name.value]!
  return costsOf(within, type, selectionSet)
}

function fieldCosts(within: Within, type: GraphQLCompositeType, node: FieldNode): Costs {
  const field = fieldOf(within.schema, type, node.name.value)
  const below = getNamedType(field.type)
  const inside = isCompositeType(below) ? costsOf(within, below, node.selectionSet) : nothing
  const cost = costOfField(within, type, field)
  if (typeof cost === 'number') return { values: cost, parts: [] }
  if (cost) return questionCosts(within, { field, node, cost }, inside)
  return {
    values: answerCost(field.type, inside.values),
    parts: inside.parts.map(part => ({ ...part, path: [nameOf(node), ...part.path] })),
  }
}

/** The cost that a field declares. A question without one costs its answer. */
function costOfField(
  { schema }: Within,
  type: GraphQLCompositeType,
  { type: of, extensions }: GraphQLField<unknown, unknown>,
): Cost | number | undefined {
  const declared = extensions.complexity as Cost | number | undefined
  if (type !== schema.getQueryType()) return declared
  return declared ?? (({ fieldsCost }: Question) => answerCost(of, fieldsCost))
}

interface Asked {
  field: GraphQLField<unknown, unknown>
  node: FieldNode
  cost: Cost
}

function questionCosts({ context }: Within, { field, node, cost }: Asked, inside: Costs): Costs {
  const args = getArgumentValues(field, node, context.variableValues)
  const asked = questionOf(args as never, node, 0, context)
  const pointsWith = (of: Cost, fieldsCost: number) => of({ ...asked, fieldsCost })
  const total = pointsWith(cost, pointsOf(inside))
  // Each cost is a multiple of that of its fields, and a constant. Binary fractions leave a rounding error.
  const rows = Number((pointsWith(cost, pointsOf(inside) + 1) - total).toFixed(6))
  const { once } = field.extensions as { once?: Cost }
  const own: Part = {
    path: [nameOf(node)],
    each: total - rows * sumOf(inside.parts, ({ each }) => each),
    once: once ? pointsWith(once, 0) : 0,
    objects: 1,
  }
  return {
    values: 0,
    parts: [own, ...inside.parts.map(part => ofRows(part, nameOf(node), rows, Boolean(once)))],
  }
}

const nameOf = ({ alias, name }: FieldNode) => (alias ?? name).value

/**
 * The cost of a part below a field with so many rows. A field with statements of its own is answered for one object at a
 * time, so what its rows need is sent again for each.
 */
function ofRows({ path, each, once, objects }: Part, name: string, rows: number, isLoaded: boolean): Part {
  const part = { path: [name, ...path], each: each * rows, objects: objects * Math.max(rows, 1) }
  if (isLoaded) return { ...part, once }
  return { ...part, each: part.each + once * Math.ceil(part.objects / largest.page), once: 0 }
}

const metaFields: Record<string, GraphQLField<unknown, unknown>> = {
  __schema: SchemaMetaFieldDef,
  __type: TypeMetaFieldDef,
  __typename: TypeNameMetaFieldDef,
}

/** A field of a type. The cost of a field of an interface is that of the first type that gives it one. */
function fieldOf(schema: GraphQLSchema, type: GraphQLCompositeType, name: string) {
  if (name in metaFields || isUnionType(type)) return metaFields[name]!
  const own = type.getFields()[name]!
  if (!isAbstractType(type) || own.extensions.complexity !== undefined) return own
  const ofTypes = schema.getPossibleTypes(type).map(possible => possible.getFields()[name]!)
  return ofTypes.find(({ extensions }) => extensions.complexity !== undefined) ?? own
}
