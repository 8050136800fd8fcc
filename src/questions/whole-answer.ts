import {
  execute,
  type FieldNode,
  GraphQLObjectType,
  GraphQLSchema,
  type GraphQLUnionType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionSetNode,
} from 'graphql'
import { type Selection } from '../analytics/query/measure/selection.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Answer } from '../schema/questions/answer.ts'
import { type QuestionInput } from '../schema/questions/question-input.ts'
import { answerTypeOf } from './answer-type.ts'
import { askQuestion } from './ask-question.ts'
import { selectionOf, type WholeAnswer } from './table-of.ts'
import { type Beside } from './times.ts'

/**
 * The answer to a question without a client that selects fields, for jobs: as JSON, the way the API would send it, with
 * every field that a table or a text about it needs, or those of `selection`.
 * @throws as `askQuestion` does
 */
export async function wholeAnswer(
  schema: GraphQLSchema,
  scope: RequestScope,
  question: QuestionInput,
  beside: Beside,
  selection = selectionOf(answerTypeOf(question)),
): Promise<WholeAnswer> {
  const type = answerTypeOf(question)
  const document = parse(`{ answer { __typename ... on ${type} ${selection} } }`)
  const [{ selectionSet }] = document.definitions as [OperationDefinitionNode]
  const selected = toSelection(selectionSet).answer!
  const answer = await askQuestion(scope, { schema }, question, beside, selected)
  const { data, errors } = await execute({
    schema: schemaOf(schema),
    document,
    rootValue: { answer },
    contextValue: { scope },
  })
  if (errors?.length) throw errors[0]!.originalError ?? errors[0]
  // Instants are dates until they are JSON.
  return JSON.parse(JSON.stringify(data!.answer)) as WholeAnswer
}

function toSelection({ selections }: SelectionSetNode): Selection {
  const selection: Selection = {}
  for (const node of selections)
    if (node.kind === Kind.FIELD) selection[node.name.value] = within(node)
    else if (node.kind === Kind.INLINE_FRAGMENT) Object.assign(selection, toSelection(node.selectionSet))
  return selection
}

const within = ({ selectionSet }: FieldNode): Selection => (selectionSet ? toSelection(selectionSet) : {})

const known = new WeakMap<GraphQLSchema, GraphQLSchema>()

/** A schema with the types of the service, and a root that has an answer. */
function schemaOf(schema: GraphQLSchema): GraphQLSchema {
  const found = known.get(schema) ?? createSchemaOf(schema)
  known.set(schema, found)
  return found
}

const createSchemaOf = (schema: GraphQLSchema): GraphQLSchema =>
  new GraphQLSchema({
    query: new GraphQLObjectType<{ answer: Answer }>({
      name: 'WholeAnswer',
      fields: { answer: { type: schema.getType('Answer') as GraphQLUnionType } },
    }),
    // The types of events are known by their interface only.
    types: Object.values(schema.getTypeMap()).filter(type => type !== schema.getQueryType()),
    assumeValid: true,
  })
