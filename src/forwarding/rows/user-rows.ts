import { type Row, usableId, uuidOf } from './row.ts'

/** A user who has changed, as `userSelection` reads it. */
export interface ChangedUser {
  no: number
  tx: string
  project: string
  external_id: string
  username: string | null
  traits: Record<string, unknown>
  /** The user who this visitor turned out to be. */
  owner_id: string | null
  created_at: Date
}

export const userSelection = `u.no, u.changed_tx::text as tx, u.project, u.external_id, u.username, u.traits, u.created_at,
  owner.external_id as owner_id`

/** The fields that a user may have. */
export const userFieldNames = ['userId', 'previousId', 'username']

/**
 * A user with their present name and traits as a row, or the alias of a visitor. It is another message after each change.
 * `at` is when the row is made: a change has no time of its own. Undefined for a user without a name and traits.
 */
export function userRow(user: ChangedUser, at: Date): Row | undefined {
  const { no, tx, project, external_id: id, owner_id: owner, username, traits } = user
  const about = { thing: 'USER', number: String(no), position: { tx, seq: String(no) }, at } as const
  const unnamed = { kind: '', name: '' }
  const ids = (type: string) => ({
    messageId: usableId(`${type}:${no}:${tx}`),
    uuid: uuidOf(project, type, String(no), tx),
  })
  if (owner !== null)
    return {
      ...about,
      ...unnamed,
      ...ids('alias'),
      type: 'alias',
      fields: { userId: owner, previousId: id },
      properties: {},
    }
  if (username === null && !Object.keys(traits).length) return undefined
  const fields = { userId: id, ...(username !== null && { username }) }
  return { ...about, ...unnamed, ...ids('identify'), type: 'identify', fields, properties: traits }
}
