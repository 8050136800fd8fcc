import { type ApolloServer } from '@apollo/server'
import { type CallToolResult, type Tool } from '@modelcontextprotocol/server'
import { type GraphQLSchema, parse } from 'graphql'
import { type Env } from '../env.ts'
import { type Context } from '../graphql/context.ts'
import { dataAnswer, refusal, textAnswer } from './answer.ts'
import { checkQuery, reasonNotRead } from './check-query.ts'
import { type ObjectSchema, operationOf, variablesSchema } from './json-schema.ts'
import { runDocument } from './run-document.ts'
import { searchSchema } from './search-schema.ts'
import { documentTools, sqlToolNames } from './tools/index.ts'
import { type DocumentTool } from './tools/tool.ts'

/** What tools are built from. */
export interface AgentWiring {
  apollo: ApolloServer<Context>
  env: Env
  schema: GraphQLSchema
  /** Whether custom queries may run. */
  hasSql: boolean
  /** Whether clients may send only documents of a list, so that agents may write none. */
  isTrustedOnly: boolean
}

type Given = Record<string, unknown>

export interface AgentTool {
  listed: Tool
  /** Whether a call is a request to GraphQL, which is admitted, audited and observed there. */
  asksGraphql: boolean
  call(context: Context, given: Given): Promise<CallToolResult>
}

/** The tools that this service offers, by their names. */
export function agentTools(wiring: AgentWiring): Map<string, AgentTool> {
  const documents = Object.entries(documentTools)
    .filter(([name]) => wiring.hasSql || !sqlToolNames.includes(name))
    .map(([name, tool]) => ofDocument(wiring, name, tool))
  return new Map([...documents, ...queryTools(wiring)].map(tool => [tool.listed.name, tool]))
}

/** No tool changes anything or reaches beyond this service. */
const annotations = { readOnlyHint: true, openWorldHint: false }

function ofDocument({ apollo, schema }: AgentWiring, name: string, tool: DocumentTool): AgentTool {
  const { title, description, document: query } = tool
  const document = parse(query)
  const operationName = operationOf(document).name!.value
  const inputSchema = variablesSchema(schema, document)
  return {
    listed: { name, title, description, inputSchema: inputSchema as Tool['inputSchema'], annotations },
    asksGraphql: true,
    call: async (context, variables) =>
      refusalOfUnknown(inputSchema, variables) ??
      runDocument(apollo, context, { query, variables, operationName }),
  }
}

/** GraphQL ignores variables that a document does not have, so that a misspelt range would be the default one. */
function refusalOfUnknown({ properties }: ObjectSchema, given: Given): CallToolResult | undefined {
  const unknown = Object.keys(given).filter(name => !Object.hasOwn(properties, name))
  if (!unknown.length) return undefined
  return refusal(
    `There is no argument ${unknown.join(', ')}. The arguments are ${Object.keys(properties).join(', ')}.`,
  )
}

/** The tools with which an agent writes queries of its own, as far as the operator allows. */
function queryTools({ apollo, env, schema, isTrustedOnly }: AgentWiring): AgentTool[] {
  const mayRun = env.mcpExecute && !isTrustedOnly
  const search = ownTool(searchTool, async ({ words }) =>
    typeof words === 'string' && words.trim()
      ? textAnswer(searchSchema(schema, words))
      : refusal('The argument words needs a text, such as "retention".'),
  )
  const check = ownTool(validateTool, async given =>
    dataAnswer(checkQuery(schema, env.limits, askedBy(given))),
  )
  const run: AgentTool = {
    listed: { ...runTool, annotations },
    asksGraphql: true,
    call: async (context, given) => {
      const asked = askedBy(given)
      const reason = reasonNotRead(asked, env.limits)
      return reason ? refusal(reason) : runDocument(apollo, context, asked)
    },
  }
  return [
    ...(env.introspection ? [search] : []),
    ...(env.introspection && mayRun ? [check] : []),
    ...(mayRun ? [run] : []),
  ]
}

const ownTool = (listed: Tool, call: (given: Given) => Promise<CallToolResult>): AgentTool => ({
  listed: { ...listed, annotations },
  asksGraphql: false,
  call: (_, given) => call(given),
})

/** GraphQL refuses what is not of the right type. */
const askedBy = ({ query, variables, operationName }: Given) => ({
  query: String(query ?? ''),
  variables: (variables ?? {}) as Given,
  ...(operationName != null && { operationName: operationName as string }),
})

const searchTool: Tool = {
  name: 'search_schema',
  title: 'Find parts of the GraphQL schema',
  description:
    'The fields, types and values of the GraphQL schema that have all of these words in their name or description. The exact name of a type gives its whole definition.',
  inputSchema: {
    type: 'object',
    properties: {
      words: { type: 'string', description: 'Words, such as `retention`, or a type, such as `FunnelInput`.' },
    },
    required: ['words'],
  },
}

const queryArguments = {
  query: {
    type: 'string',
    description: 'A GraphQL document with one query, such as `{ summary { totalUsers } }`.',
  },
  variables: { type: 'object', description: 'The values of its variables, such as `{"days": 7}`.' },
  operationName: { type: 'string', description: 'The operation to run, if the document has several.' },
}

const validateTool: Tool = {
  name: 'validate_query',
  title: 'Check a GraphQL query',
  description:
    'Whether a query is valid, its errors with their places, and its cost in points. Nothing runs.',
  inputSchema: { type: 'object', properties: queryArguments, required: ['query'] },
}

const runTool: Tool = {
  name: 'run_query',
  title: 'Run a GraphQL query',
  description:
    'Runs a query that no other tool asks. It only reads: mutations and subscriptions are refused. Find fields with `search_schema`, check it with `validate_query`.',
  inputSchema: { type: 'object', properties: queryArguments, required: ['query'] },
}
