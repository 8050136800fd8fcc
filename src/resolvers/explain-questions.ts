import {
  GraphQLBoolean,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  getNamedType,
  isObjectType,
  isUnionType,
} from 'graphql'
import { explaining } from '../analytics/query/explaining.ts'
import { authorize } from '../auth/auth-checker.ts'
import { type ExplainedStatement } from '../clickhouse/explained-statement.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Meta } from '../schema/meta.ts'

type Resolve = GraphQLFieldResolver<unknown, { scope: RequestScope }>

/** Gives every question that answers with `meta` the argument `explain`, which fills `meta { explanation }`. */
export function explainQuestions(schema: GraphQLSchema): GraphQLSchema {
  for (const question of Object.values(schema.getQueryType()!.getFields()))
    if (hasMeta(question)) explainQuestion(question)
  return schema
}

function hasMeta({ type }: GraphQLField<unknown, unknown>): boolean {
  const answer = getNamedType(type)
  const types = isUnionType(answer) ? answer.getTypes() : [answer]
  return types.some(one => isObjectType(one) && 'meta' in one.getFields())
}

function explainQuestion(question: GraphQLField<unknown, { scope: RequestScope }>): void {
  question.args = [
    ...question.args,
    {
      name: 'explain',
      type: GraphQLBoolean,
      defaultValue: false,
      description:
        'Whether `meta { explanation }` shows the SQL of the question and the rows that it read. Administrators only.',
      deprecationReason: undefined,
      extensions: {},
      astNode: undefined,
    },
  ]
  question.resolve = explained(question.resolve as Resolve)
}

/** @throws FORBIDDEN when someone else than an administrator asks for an explanation */
const explained =
  (resolve: Resolve): Resolve =>
  async (source, { explain, ...args }, context, info) => {
    if (!explain) return resolve(source, args, context, info)
    const { scope } = context
    authorize(scope.viewer, ['admin-only'], true)
    const statements: ExplainedStatement[] = []
    const answer = (await explaining(statements, () => resolve(source, args, context, info))) as {
      meta?: Meta
    } | null
    if (answer?.meta) answer.meta.explanation = { cost: scope.cost, statements }
    return answer
  }
