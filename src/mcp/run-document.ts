import { type ApolloServer, HeaderMap } from '@apollo/server'
import { type CallToolResult } from '@modelcontextprotocol/server'
import { type GraphQLFormattedError } from 'graphql'
import { type Context } from '../graphql/context.ts'
import { dataAnswer, refusal } from './answer.ts'

/** A query of a tool with its variables. */
export interface Asked {
  query: string
  variables: Record<string, unknown>
  operationName?: string | undefined
}

interface Answered {
  data?: Record<string, unknown> | null
  errors?: GraphQLFormattedError[]
}

/**
 * Asks GraphQL as a request over HTTP does: with the same roles, costs, rates, limits, audit entries and metrics. Parts that
 * failed are listed beside those that were answered; an answer without any is a refusal with its codes.
 */
export async function runDocument(
  apollo: ApolloServer<Context>,
  context: Context,
  asked: Asked,
): Promise<CallToolResult> {
  const { body } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: {
      method: 'POST',
      headers: new HeaderMap([['content-type', 'application/json']]),
      search: '',
      body: asked,
    },
    context: async () => context,
  })
  if (body.kind !== 'complete') throw new Error('Answers in parts are not asked for')
  return answerOf(JSON.parse(body.string) as Answered)
}

function answerOf({ data, errors = [] }: Answered): CallToolResult {
  const hasAnswer = Object.values(data ?? {}).some(value => value !== null)
  if (errors.length && !hasAnswer) return refusal(JSON.stringify({ errors: errors.map(shown) }))
  return dataAnswer(errors.length ? { data, errors: errors.map(shown) } : data)
}

/** Without the places of a document that the agent has not written. */
const shown = ({ message, path, extensions }: GraphQLFormattedError) => ({ message, path, ...extensions })
