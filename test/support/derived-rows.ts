import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLObjectType,
  getNamedType,
  isInputObjectType,
} from 'graphql'
import type { DefinitionKind } from '../../src/definitions/definition-kind.ts'
import { definitionKinds } from '../../src/definitions/kinds/index.ts'
import type { Things } from './graphql/one-of-everything.ts'
import { operatorFields, schema, specialArguments } from './graphql/root-fields.ts'
import { type Given, smallestOperation } from './graphql/smallest-operation.ts'
import { wholeOperation } from './graphql/whole-operation.ts'

/** How a thing is named in one place: the requests that name it, or a list after a cursor. */
export type Row =
  | { names: keyof Things; ask: (id: string) => string | string[] }
  | { list: (after: string) => string }

type Named = [place: string, row: Row]

/** The rows for places that many root fields have: cursors, segments, filters, ids of rows and of events. */
export function derivedRows(): Record<string, Row> {
  const queries = rootFieldsOf(schema.getQueryType()!)
  const mutations = rootFieldsOf(schema.getMutationType()!)
  return Object.fromEntries([
    ...queries.flatMap(cursorRow),
    ...queries.flatMap(segmentRow),
    ...queries.flatMap(filterRows),
    ...definitionKinds.flatMap(getRow),
    ...mutations.flatMap(changeRow),
    ...mutations.filter(({ name }) => name === 'track').flatMap(eventRows),
  ])
}

interface Field {
  root: GraphQLObjectType
  name: string
  /** The types of the arguments that are inputs; undefined for any other argument. */
  args: Record<string, GraphQLInputObjectType | undefined>
}

const rootFieldsOf = (root: GraphQLObjectType): Field[] =>
  Object.values(root.getFields())
    .filter(({ name }) => !operatorFields.includes(name))
    .map(({ name, args }) => ({
      root,
      name,
      args: Object.fromEntries(args.map(({ name, type }) => [name, inputOf(type)])),
    }))

function inputOf(type: GraphQLInputType): GraphQLInputObjectType | undefined {
  const named = getNamedType(type)
  return isInputObjectType(named) ? named : undefined
}

const asking = ({ root, name }: Field, given: Record<string, Given>) =>
  wholeOperation(schema, smallestOperation(root, name, { ...specialArguments[name], ...given }))

const cursorRow = ({ name, args }: Field): Named[] =>
  'after' in args ? [[`Query.${name}(after)`, { list: after => pageOf(name, after) }]] : []

const pageOf = (list: string, after: string) =>
  `{ ${list}(first: 1${after}) { totalCount nodes { __typename } pageInfo { hasNextPage endCursor } } }`

/** Most questions take `segmentId` beside their other arguments, and some in their input. */
function segmentRow(field: Field): Named[] {
  const { name, args } = field
  const row = (given: (id: string) => Record<string, Given>): Row => ({
    names: 'segment',
    ask: id => asking(field, given(`"${id}"`)),
  })
  const rows: Named[] = []
  if ('segmentId' in args) rows.push([`Query.${name}(segmentId)`, row(segmentId => ({ segmentId }))])
  if (args.input?.getFields().segmentId)
    rows.push([`${args.input.name}.segmentId`, row(segmentId => ({ input: { segmentId } }))])
  return rows
}

/** The ids in events and in the audit log, and the things that these ids name. */
const ids: Record<string, keyof Things> = {
  anonymousId: 'user',
  botId: 'bot',
  conversationId: 'conversation',
  eventId: 'event',
  requestId: 'request',
  sessionId: 'session',
  userId: 'user',
}

const idsIn = (input: GraphQLInputObjectType | undefined) =>
  Object.entries(ids).filter(([field]) => input?.getFields()[field])

const filterRows = ({ name, args: { filter } }: Field): Named[] =>
  idsIn(filter).map(([field, names]) => {
    const ask = (id: string) =>
      `{ ${name}(filter: { ${field}: "${id}" }) { totalCount nodes { __typename } } }`
    return [`${filter!.name}.${field}`, { names, ask }]
  })

const getRow = ({ kind, fields: { get } }: DefinitionKind): Named[] =>
  get ? [[`Query.${get}(id)`, { names: kind, ask: id => `{ ${get}(id: "${id}") { name } }` }]] : []

/** Things with mutations that change or delete them; the names of these mutations end with the thing. */
const changeable = ['apiKey', 'price', 'alias', 'job', ...definitionKinds.map(({ kind }) => kind)] as const

function changeRow(field: Field): Named[] {
  const { input } = field.args
  const names = changeable.find(thing => field.name.toLowerCase().endsWith(thing.toLowerCase()))
  if (!names || !input?.getFields().id) return []
  const changes: Record<string, Given> = input.getFields().name ? { name: '"taken over"' } : {}
  return [[`${input.name}.id`, { names, ask: id => asking(field, { input: { id: `"${id}"`, ...changes } }) }]]
}

/** Each kind of event, with each id that it can have. */
function eventRows(track: Field): Named[] {
  const kinds = inputOf(track.args.input!.getFields().events!.type)!
  return Object.values(kinds.getFields()).flatMap(({ name: kind, type }) =>
    idsIn(inputOf(type)).map(([field, names]): Named => {
      const event = (id: string) => ({
        eventId: uniqueId(),
        conversationId: `"of ${id}"`,
        [field]: `"${id}"`,
      })
      const ask = (id: string) => asking(track, { input: { events: { [kind]: event(id) } } })
      return [`${inputOf(type)!.name}.${field}`, { names, ask }]
    }),
  )
}

let events = 0
/** This value differs in each request; the test removes it from the answers. */
const uniqueId = () => `"event ${events++}"`
