import { GraphQLError } from 'graphql'
import { isRowId } from '../analytics/query/definition.ts'
import { type QueryScope } from '../analytics/query/query-scope.ts'
import { Definition } from '../entities/definition.ts'
import { type NodeKey, type NodeKind, type NodeType, nodeKinds, readNodeId } from '../entities/node-id.ts'
import { User } from '../entities/user.ts'
import { badInput } from '../errors.ts'
import { largest } from '../schema/largest.ts'

/**
 * The things with these ids, aligned with them; null where the project has none, and the error INVALID_ID, which names the
 * argument, for a text that is no id. One statement for each type. `fixed` are the things that no row has, by their ids.
 * @throws TOO_MANY above 100
 */
export async function nodes(
  scope: QueryScope,
  ids: readonly string[],
  argument: string,
  fixed: ReadonlyMap<string, object> = new Map(),
): Promise<(object | GraphQLError | null)[]> {
  if (ids.length > largest.nodes)
    throw badInput('TOO_MANY', argument, `${argument} may have at most ${largest.nodes} items.`)
  const keys = ids.map(id => fixed.get(id) ?? keyOf(id, argument))
  const known = keys.filter(isKey)
  const byType = Map.groupBy(known, ({ type }) => type)
  const found = new Map<string, Things>()
  for (const [type, named] of byType)
    found.set(type, await thingsOf(scope, type, [...new Set(named.map(({ key }) => key))]))
  return keys.map(key => (isKey(key) ? (found.get(key.type)!.get(key.key) ?? null) : key))
}

const keyOf = (id: string, argument: string): NodeKey | GraphQLError =>
  readNodeId(id) ??
  badInput('INVALID_ID', argument, `${argument} must be the id of a thing, as an answer has it.`)

/** Whether a thing has to be looked up. */
const isKey = (key: object): key is NodeKey => 'type' in key && 'key' in key

type Things = Map<string, object>

function thingsOf(scope: QueryScope, type: NodeKey['type'], keys: string[]): Promise<Things> {
  if (type === 'Definition') return definitionsWith(scope, keys)
  return type === 'User' ? usersWith(scope, keys) : othersWith(scope, type, keys)
}

async function definitionsWith({ em }: QueryScope, ids: string[]): Promise<Things> {
  const found = await em.find(Definition, { id: { $in: ids.filter(isRowId) } })
  return new Map(found.map(definition => [definition.id, definition]))
}

/** The id of a visitor finds the user who the visitor turned out to be. */
async function usersWith({ em, caughtUpInPostgres }: QueryScope, ids: string[]): Promise<Things> {
  await caughtUpInPostgres()
  const named = await em.find(User, { externalId: { $in: ids } })
  const numbers = named.flatMap(({ linkedTo }) => linkedTo ?? [])
  const users = numbers.length ? await em.find(User, { no: { $in: numbers } }) : []
  const byNo = new Map(users.map(user => [user.no, user]))
  return new Map(named.map(user => [user.externalId, byNo.get(user.linkedTo ?? 0) ?? user]))
}

/** The types whose keys are numbers of rows. */
const numbered: NodeType[] = ['SegmentSnapshot', 'Job']

async function othersWith(
  { em, caughtUpInPostgres }: QueryScope,
  type: Exclude<NodeType, 'User'>,
  keys: string[],
): Promise<Things> {
  const { of, key, where }: NodeKind = nodeKinds[type]
  // The projection updates conversations. Events are there once they are received.
  if (type === 'Conversation') await caughtUpInPostgres()
  const usable = numbered.includes(type) ? keys.filter(isRowId) : keys
  const found = await em.find<object>(of, { ...where, [key]: { $in: usable } })
  return new Map(found.map(thing => [thing[key as never], thing]))
}
