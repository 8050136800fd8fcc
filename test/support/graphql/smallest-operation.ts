import {
  type GraphQLField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
} from 'graphql'
import { leastInputs } from '../kinds.ts'
import { hasFields } from './has-fields.ts'

/** A value as GraphQL text, or the fields of an input. */
export type Given = string | { [field: string]: Given }

/**
 * The smallest operation that uses a root field: the required and the given arguments, and one value of the answer. For
 * a mutation, that value is the code of its user errors.
 */
export function smallestOperation(
  root: GraphQLObjectType,
  name: string,
  given: Record<string, Given> = {},
): string {
  const field = root.getFields()[name]!
  const keyword = root.name === 'Query' ? '' : `${root.name.toLowerCase()} `
  return `${keyword}{ ${name}${argumentsOf(field, given)}${selectionOf(field.type)} }`
}

function argumentsOf({ args }: GraphQLField<unknown, unknown>, given: Record<string, Given>): string {
  const written = args
    .filter(argument => isRequiredArgument(argument) || argument.name in given)
    .map(({ name, type }) => `${name}: ${literalOf(type, given[name])}`)
  return written.length ? `(${written.join(', ')})` : ''
}

function selectionOf(output: GraphQLOutputType): string {
  const type = getNamedType(output)
  if (isUnionType(type)) return ' { __typename }'
  if (!hasFields(type)) return ''
  const fields = Object.values(type.getFields()).filter(({ args }) => !args.some(isRequiredArgument))
  const refusal = fields.find(({ name }) => refusals.includes(name))
  const field = refusal ?? fields.find(field => !hasFields(getNamedType(field.type))) ?? fields[0]!
  return ` { ${field.name}${selectionOf(field.type)} }`
}

const refusals = ['userErrors', 'receipts', 'code']

function literalOf(type: GraphQLInputType, given: Given = {}): string {
  if (typeof given === 'string') return given
  if (isNonNullType(type)) return literalOf(type.ofType, given)
  if (isListType(type)) return `[${literalOf(type.ofType, given)}]`
  if (isEnumType(type)) return type.getValues()[0]!.name
  return isInputObjectType(type) ? inputOf(type, given) : scalars[type.name]!
}

function inputOf(type: GraphQLInputObjectType, given: Record<string, Given>): string {
  const chosen = { ...examples[type.name], ...given }
  const written = Object.values(type.getFields())
    .filter(field => isRequiredInputField(field) || field.name in chosen)
    .map(({ name, type }) => `${name}: ${literalOf(type, chosen[name])}`)
  return written.length ? `{ ${written.join(', ')} }` : '{}'
}

/** Fields of inputs that the schema does not require but the service does; some inputs take exactly one of several. */
const examples: Record<string, Record<string, Given>> = {
  ...leastInputs,
  // The id 0 stands for a missing one.
  AlertConditionInput: { above: '"1"' },
  AliasInput: { userId: '"a"', alias: '"a"' },
  AnyEventInput: { event: {} },
  BudgetPeriodInput: { every: 'MONTH' },
  BudgetScopeInput: { users: 'EVERYBODY' },
  BreakdownInput: { dimension: 'CHANNEL' },
  CreateAlertInput: {
    question: '{ measure: { metrics: [{ name: events }] } }',
    field: '"metrics.events"',
  },
  CreateDashboardInput: { widgets: '[]' },
  CreateReportInput: { blocks: {} },
  CreateMetricInput: { formula: '"messages"' },
  CreateDestinationInput: { url: '"https://example.com/rows"' },
  CreateWebhookInput: { url: '"https://example.com/hook"' },
  DateRangeInput: { last: '{ count: 1, unit: DAY }' },
  FunnelInput: { steps: '[{ event: "open" }, { event: "close" }]' },
  QuestionInput: { timeSeries: {} },
  ImportDashboardInput: { json: '{ format: "convograph/dashboard/1", name: "imported", widgets: [] }' },
  RedeliverInput: { deliveryId: '"0"' },
  ReportBlockInput: { text: '"a"' },
  RotateWebhookSecretInput: { id: '"0"' },
  SegmentInput: { trait: '{ key: "plan", values: ["pro"] }' },
  TrackInput: { events: {} },
}

/** No stored row has the id 0. */
const scalars: Record<string, string> = {
  Boolean: 'true',
  Date: '"2026-01-01"',
  DateTime: '"2026-01-01T00:00:00Z"',
  Decimal: '"1"',
  Float: '1',
  ID: '"0"',
  Int: '1',
  JSON: '1',
  JSONObject: '{}',
  Quantity: '1',
  SafeInt: '1',
  SegmentValue: '"a"',
  FilterValue: '"a"',
  String: '"a"',
}
