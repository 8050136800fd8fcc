import {
  GraphQLObjectType,
  GraphQLSchema,
  type GraphQLUnionType,
  type OperationDefinitionNode,
  parse,
} from 'graphql'
import { badInput } from '../../../errors.ts'
import { answerTypeOf } from '../../../questions/answer-type.ts'
import { selectionOf } from '../../../questions/table-of.ts'
import { wholePoints } from '../../../request/asked-fields.ts'
import { type StartExportInput } from '../../../schema/exports/start-export-input.ts'
import { type QuestionInput } from '../../../schema/questions/question-input.ts'
import { pathCosts } from '../path-costs.ts'
import { type Question } from '../question.ts'
import { sumOf } from '../sum-of.ts'
import { questionCost } from './ask-cost.ts'

/** Refuses the export of a question that a client could not ask, at the cost of its table. @throws QUERY_TOO_COMPLEX */
export function checkExportCost(schema: GraphQLSchema, input: StartExportInput, limit: number): void {
  if (!input.question) return
  const points = costOf(schema, input, input.question)
  if (points > limit)
    throw badInput(
      'QUERY_TOO_COMPLEX',
      'question',
      `The question costs ${points} points; the limit is ${limit} (setting MAX_COMPLEXITY). Use a shorter range, ` +
        'longer intervals or fewer groups.',
    )
}

/** The whole points of a question whose answer has the fields of its table. */
function costOf(schema: GraphQLSchema, input: StartExportInput, question: QuestionInput): number {
  const type = answerTypeOf(question)
  const { definitions } = parse(`{ answer { ... on ${type} ${selectionOf(type)} } }`)
  const asking = schemaOf(schema, field => questionCost(question, input, field))
  const saved = { dashboards: new Map(), alerts: new Map() }
  const context = { schema: asking, fragments: {}, variableValues: {}, saved }
  const { questions } = pathCosts(definitions[0] as OperationDefinitionNode, context, {})
  return wholePoints(sumOf([...questions.values()], points => points))
}

/** A schema with the types of the service, and a root that has an answer with this cost. */
const schemaOf = (schema: GraphQLSchema, complexity: (field: Question) => number): GraphQLSchema =>
  new GraphQLSchema({
    query: new GraphQLObjectType({
      name: 'ExportedAnswer',
      fields: { answer: { type: schema.getType('Answer') as GraphQLUnionType, extensions: { complexity } } },
    }),
    // The types of events are known by their interface only.
    types: Object.values(schema.getTypeMap()).filter(type => type !== schema.getQueryType()),
    assumeValid: true,
  })
