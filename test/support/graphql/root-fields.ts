import { type GraphQLObjectType } from 'graphql'
import { serviceSchema } from '../../../src/resolvers/build-schema.ts'
import { type Given, smallestOperation } from './smallest-operation.ts'

/** The fields of operators: a caller of a project is refused, whatever it names. `e2e/privacy` tests them. */
export const operatorFields = [
  'projects',
  'project',
  'createProject',
  'updateProject',
  'deleteProject',
  'applyRetention',
]

interface RootField {
  readers: 'admin' | 'admin-only' | 'service and admin' | 'everybody' | 'super-admin'
  operation: string
}

/** The fields that need no token. `e2e/auth` tests them separately. */
export const openFields = ['obtainToken', 'refreshToken'] as const

/** A field is for administrators and for keys that read, unless it has a row here. */
function readersOf(name: string): RootField['readers'] {
  if (['auditLog', 'query', 'validateQuery'].includes(name)) return 'admin-only'
  if (operatorFields.includes(name)) return 'super-admin'
  if (['viewer', 'budgetStatus'].includes(name)) return 'everybody'
  return ['alias', 'identify', 'identifyUsers'].includes(name) || name.startsWith('track')
    ? 'service and admin'
    : 'admin'
}

/** Arguments besides the required ones, for fields that refuse those alone or would find nothing with them. */
export const specialArguments: Record<string, Record<string, Given>> = {
  conversation: { conversationId: '"a"' },
  dashboard: { id: '"platform"' },
  anomalies: { metrics: '[{ name: messages }]' },
  explainChange: { metric: '{ name: messages }', by: '[{ dimension: BOT }]' },
  eraseUser: { input: { userId: '"0"', confirmation: '"0"' } },
  funnel: { input: {} },
  metric: { key: '"messages"' },
  previewAlert: {
    input: { question: '{ measure: { metrics: [{ name: messages }] } }', field: '"metrics.messages"' },
  },
  previewMetric: { formula: '"messages"' },
  query: { input: { sql: '"SELECT 1"' } },
  resubscribeRecipient: { input: { email: '"a@b.example"' } },
  simulateCost: { map: '[{ from: { model: "a" }, to: { model: "b" } }]' },
  startExport: { input: { list: 'EVENTS' } },
  systemMetrics: { name: '"cpu"' },
  user: { userId: '"a"' },
}

export const schema = serviceSchema()

const fieldsOf = (root: GraphQLObjectType) => Object.keys(root.getFields()).map(name => ({ root, name }))

/**
 * Every field of the schema's root types except the open ones, with the smallest operation that uses it. A subscription may have the
 * name of a query.
 */
export const rootFields: Record<string, RootField> = Object.fromEntries(
  [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!]
    .flatMap(fieldsOf)
    .filter(({ name }) => !openFields.some(open => open === name))
    .map(({ root, name }) => [
      root === schema.getSubscriptionType() ? `subscription ${name}` : name,
      { readers: readersOf(name), operation: smallestOperation(root, name, specialArguments[name]) },
    ]),
)
