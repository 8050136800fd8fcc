import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql'
// The package's ESM build loads a second copy of graphql (its .mjs files), whose types are not ours.
import { type ComplexityEstimatorArgs, getComplexity } from 'graphql-query-complexity/cjs'
import { largest } from '../../schema/largest.ts'
import { answerCost } from './answer-cost.ts'
import { type Cost, type CostContext, type Question, questionOf } from './question.ts'
import { fieldsOf } from './selected-fields.ts'
import { sumOf } from './sum-of.ts'

/** The points of a field with a cost of its own, and of the plain values below it. */
interface PathCost {
  /** The names in the answer from the root to the field, such as `['users', 'nodes', 'events']`. */
  path: string[]
  points: number
}

export interface OperationCosts {
  /** The points of each question by its name in the answer; a question that is selected twice under one name costs both. */
  questions: Map<string, number>
  /** The costs of the questions and of the fields below them, each without the others. */
  paths: PathCost[]
}

/**
 * The costs of an operation. graphql-query-complexity walks it and multiplies by rows; where types of an interface differ, the
 * most expensive one counts. Statements that a loader sends once for all rows are added beside that.
 * @throws GraphQLError for wrong arguments
 */
export function pathCosts(
  operation: OperationDefinitionNode,
  context: CostContext,
  variables: Record<string, unknown>,
): OperationCosts {
  const { schema, fragments } = context
  const walk = new CostWalk(context)
  const query: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [operation, ...Object.values(fragments)],
  }
  getComplexity({ schema, query, variables, estimators: [asked => walk.pointsOf(asked)] })
  return { questions: walk.questions, paths: walk.paths }
}

/** The cost of a field that has one of its own. */
interface Part {
  /** The field that the walk has come up to. */
  at: FieldNode
  path: string[]
  /** The points for each object. */
  each: number
  /** The points of statements that are sent once for all objects of a page, up to `largest.page` of them. */
  once: number
  /** The number of objects that such a statement is sent for. */
  objects: number
}

/** Estimates the fields of an operation, those of a selection before the field itself, and keeps the costs of paths. */
class CostWalk {
  readonly questions = new Map<string, number>()
  /** The parts below fields whose parents the walk has not come to. At the end, those of all questions. */
  #parts: Part[] = []

  constructor(readonly context: CostContext) {}

  get paths(): PathCost[] {
    return this.#parts.map(({ path, each, once }) => ({ path, points: each + once }))
  }

  /** The points of a field for each object that has it. */
  pointsOf(asked: ComplexityEstimatorArgs): number {
    const { type, node } = asked
    const inside = this.#takePartsBelow(node)
    const { points, parts } = this.#costsOf(asked, inside)
    this.#parts.push(...parts)
    if (this.#isRoot(type)) this.#addQuestion(node, points, parts)
    return points
  }

  #isRoot(type: GraphQLNamedType): boolean {
    return type === this.context.schema.getQueryType() || type === this.context.schema.getSubscriptionType()
  }

  #addQuestion(node: FieldNode, points: number, parts: Part[]): void {
    const name = nameOf(node)
    const all = points + sumOf(parts, ({ once }) => once)
    this.questions.set(name, (this.questions.get(name) ?? 0) + all)
  }

  #takePartsBelow({ selectionSet }: FieldNode): Part[] {
    if (!selectionSet) return []
    const below = new Set(fieldsOf(selectionSet, this.context))
    const { inside = [], others = [] } = Object.groupBy(this.#parts, ({ at }) =>
      below.has(at) ? 'inside' : 'others',
    )
    this.#parts = others
    return inside
  }

  #costsOf(asked: ComplexityEstimatorArgs, inside: Part[]): { points: number; parts: Part[] } {
    const { type, node, childComplexity } = asked
    const field = fieldWithCost(this.context.schema, type, asked.field)
    const { complexity, once } = field.extensions as { complexity?: Cost | number; once?: Cost }
    if (typeof complexity === 'number') return { points: complexity, parts: [] }
    const answer = ({ fieldsCost }: Pick<Question, 'fieldsCost'>) => answerCost(field.type, fieldsCost)
    const isQuestion = this.#isRoot(type)
    if (complexity || isQuestion) return this.#costsOfQuestion(asked, complexity ?? answer, once, inside)
    const parts = inside.map(part => ({ ...part, at: node, path: [nameOf(node), ...part.path] }))
    return { points: answer({ fieldsCost: childComplexity }), parts }
  }

  #costsOfQuestion(
    { field, node, args, childComplexity }: ComplexityEstimatorArgs,
    cost: Cost,
    once: Cost | undefined,
    inside: Part[],
  ): { points: number; parts: Part[] } {
    const asked = questionOf(args as never, field, node, childComplexity, this.context)
    const each = cost(asked)
    // Each cost is a multiple of that of its fields, and a constant. Binary fractions leave a rounding error.
    const rows = Number((cost({ ...asked, fieldsCost: childComplexity + 1 }) - each).toFixed(6))
    const below = inside.map(part => ofRows(part, node, rows))
    const own: Part = {
      at: node,
      path: [nameOf(node)],
      each: Math.max(0, each - rows * sumOf(inside, part => part.each)),
      once: once ? once({ ...asked, fieldsCost: 0 }) : 0,
      objects: 1,
    }
    if (once) return { points: each, parts: [own, ...below] }
    // Statements for the rows of a field that is answered for one object at a time are sent again for each object.
    const points = each + sumOf(below, statementsOf)
    return {
      points,
      parts: [own, ...below.map(part => ({ ...part, each: part.each + statementsOf(part), once: 0 }))],
    }
  }
}

/** The cost of a part for one object of a field with so many rows. */
const ofRows = ({ path, each, once, objects }: Part, node: FieldNode, rows: number): Part => ({
  at: node,
  path: [nameOf(node), ...path],
  each: each * rows,
  once,
  objects: objects * Math.max(rows, 1),
})

const statementsOf = ({ once, objects }: Part) => once * Math.ceil(objects / largest.page)

const nameOf = ({ alias, name }: FieldNode) => (alias ?? name).value

/** The field whose cost counts: for a field of an interface without one, that of the first type that gives it one. */
function fieldWithCost(
  schema: GraphQLSchema,
  type: GraphQLNamedType,
  field: GraphQLField<unknown, unknown>,
): GraphQLField<unknown, unknown> {
  if (!isAbstractType(type) || field.extensions.complexity !== undefined || field.name.startsWith('__'))
    return field
  const ofTypes = schema.getPossibleTypes(type).map(possible => possible.getFields()[field.name]!)
  return ofTypes.find(({ extensions }) => extensions.complexity !== undefined) ?? field
}
