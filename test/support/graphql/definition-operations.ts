import type { DefinitionKind } from '../../../src/definitions/definition-kind.ts'
import type { DefinitionKindName } from '../../../src/entities/definition.ts'
import { contentFields } from '../../../src/schema/definition-types.ts'

type Text = (name: string) => string

/** Content for a definition of each kind, with texts of the caller in it. */
const examples: Record<DefinitionKindName, (text: Text, name: string) => object> = {
  segment: text => ({ trait: { key: text('trait'), values: [text('value')] } }),
  funnel: text => ({ steps: [{ event: text('event') }, { event: 'close' }] }),
  cohorts: () => ({}),
  query: text => ({ sql: `SELECT count() FROM events WHERE name = '${text('event')}'` }),
  metric: (text, name) => ({
    key: keyOf(name),
    formula: `count(event(${JSON.stringify(text('event'))}))`,
  }),
  dashboard: text => ({
    widgets: [
      {
        title: text('title'),
        question: { funnel: { steps: [{ event: text('event') }, { event: 'close' }] } },
      },
    ],
  }),
  alert: text => ({
    question: { measure: { metrics: [{ formula: `count(event(${JSON.stringify(text('event'))}))` }] } },
    field: `metrics.count(event(${JSON.stringify(text('event'))}))`,
    window: 'enum:HOUR_1',
    condition: { above: '1000' },
    runbook: text('runbook'),
    isPaused: true,
  }),
  budget: text => ({ amountUsd: '1', period: { rollingDays: 30 }, scope: { botId: text('bot') } }),
  report: text => ({ blocks: [{ title: text('title'), text: text('text') }] }),
  destination: text => ({
    kind: 'enum:HTTP_NDJSON',
    url: `https://rows.example.com/${Buffer.from(text('path')).toString('hex')}`,
    secret: Buffer.from(text('secret')).toString('hex'),
    // Nothing passes, so that no test sends anything.
    filter: { names: [text('nothing')] },
    sendsUsers: false,
  }),
  webhook: text => ({
    url: `https://hooks.example.com/${Buffer.from(text('path')).toString('hex')}`,
    events: ['enum:ALERT_RESOLVED'],
  }),
}

/** Each name has another key. */
const keyOf = (name: string) => `k${Buffer.from(name).toString('hex')}`.slice(0, 63)

type Named = { name: string; description?: string }

/** The input of a mutation that creates a definition: its content is the example unless `given` has another. */
export function newDefinition(kind: DefinitionKind, given: Named, text: Text = name => name): object {
  return { ...contentInput(kind, examples[kind.kind](text, given.name)), ...given }
}

const contentInput = ({ content }: DefinitionKind, example: object) =>
  'fields' in content ? example : { [content.field]: example }

/** The content of an update that leaves it as it is, with a null for each field. */
export const unchangedContent = ({ content }: DefinitionKind): object =>
  Object.fromEntries(
    Object.entries(contentFields(content)).flatMap(([name, { isOptional, isFixed }]) =>
      isOptional || isFixed ? [] : [[name, null]],
    ),
  )

/** What `create` and `update` below answer. */
export interface Saved {
  payload: {
    saved: { id: string; name: string; description: string | null; version: number } | null
    userErrors: { code: string; field: string }[]
  }
}

const errors = 'userErrors { code field message }'
const saved = ({ kind }: DefinitionKind) => `{ saved: ${kind} { id name description version } ${errors} }`

export const createDefinition = (kind: DefinitionKind, input: object) =>
  `mutation { payload: ${kind.fields.create}(input: ${literal(input)}) ${saved(kind)} }`

export const updateDefinition = (kind: DefinitionKind, input: object) =>
  `mutation { payload: ${kind.fields.update}(input: ${literal(input)}) ${saved(kind)} }`

export const deleteDefinition = ({ fields }: DefinitionKind, id: string) =>
  `mutation { payload: ${fields.delete}(input: { id: "${id}" }) { deletedId ${errors} } }`

/** A value as GraphQL writes it: JSON, but names of fields have no quotes, nor have values of enums (`enum:NAME`). */
const literal = (value: object) =>
  JSON.stringify(value)
    .replace(/"(\w+)":/g, '$1: ')
    .replace(/"enum:(\w+)"/g, '$1')
