import 'reflect-metadata'
import { parse, validate } from 'graphql'
import { expect, test } from 'vitest'
import { readEnv } from '../../src/env.ts'
import { agentTools } from '../../src/mcp/agent-tools.ts'
import { documentTools, sqlToolNames } from '../../src/mcp/tools/index.ts'
import { serviceSchema } from '../../src/resolvers/build-schema.ts'

const schema = serviceSchema()

/** The tools that a service with these settings offers. No call is made, so no GraphQL server is needed. */
function offered(
  settings: Record<string, string> = {},
  more: { hasSql?: boolean; isTrustedOnly?: boolean } = {},
) {
  const env = readEnv({ DATA_DIR: 'unused', ...settings })
  return agentTools({ apollo: undefined as never, env, schema, hasSql: true, isTrustedOnly: false, ...more })
}

const documents = Object.keys(documentTools)

test.each(Object.entries(documentTools))(
  'the document of %s is one query with a name that matches the schema',
  (name, { document }) => {
    const parsed = parse(document)
    expect(validate(schema, parsed)).toEqual([])
    const operationName = `Mcp${name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())}`
    expect(parsed.definitions).toMatchObject([{ operation: 'query', name: { value: operationName } }])
  },
)

test('every argument of a tool has a description', () => {
  for (const { listed } of offered().values())
    for (const [name, property] of Object.entries(listed.inputSchema.properties ?? {}))
      expect((property as { description?: string }).description, `${listed.name}.${name}`).toBeTruthy()
})

test('the schema of a tool has the types, the required arguments and the defaults of its document', () => {
  const { inputSchema } = offered().get('top_users')!.listed
  expect(inputSchema).toMatchObject({
    type: 'object',
    properties: {
      by: { $ref: '#/$defs/TopUsersBy' },
      first: { type: 'integer', default: 10 },
      range: { $ref: '#/$defs/DateRangeInput' },
    },
    required: [],
    additionalProperties: false,
    $defs: {
      DateRangeInput: { minProperties: 1, maxProperties: 1 },
      FilterInput: { properties: { and: { type: 'array', items: { $ref: '#/$defs/FilterInput' } } } },
      TopUsersBy: { enum: ['ACTIVITY', 'MESSAGES', 'CONVERSATIONS', 'TOKENS', 'COST'] },
    },
  })
  expect(offered().get('funnel')!.listed.inputSchema.required).toEqual(['input'])
})

test('all tools together have a size that an agent can hold', () => {
  const listed = [...offered().values()].map(tool => tool.listed)
  expect(JSON.stringify(listed).length).toBeLessThan(150_000)
})

test.each([
  ['by default', offered(), [...documents, 'search_schema', 'validate_query', 'run_query']],
  ['with MCP_EXECUTE=false', offered({ MCP_EXECUTE: 'false' }), [...documents, 'search_schema']],
  ['with trusted documents only', offered({}, { isTrustedOnly: true }), [...documents, 'search_schema']],
  ['with INTROSPECTION=false', offered({ INTROSPECTION: 'false' }), [...documents, 'run_query']],
  [
    'without custom queries',
    offered({ MCP_EXECUTE: 'false', INTROSPECTION: 'false' }, { hasSql: false }),
    documents.filter(name => !sqlToolNames.includes(name)),
  ],
])('the tools %s', (_, tools, names) => {
  expect([...tools.keys()]).toEqual(names)
})
