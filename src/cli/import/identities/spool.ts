import { hash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type RowPosition } from '../batches.ts'
import { type Identity } from '../sources/source.ts'
import { createRecent } from './recent.ts'

/** A link of a visitor to a user, with the row that made it first. */
interface SpooledLink {
  userId: string
  visitorId: string
  file: number
  line: number
}

/** What a row says about the traits of an id. */
export interface SpooledTraits extends Pick<Identity, 'username' | 'set' | 'setOnce' | 'unset'> {
  /** The user that the id belongs to, as far as the files say. */
  owner: string
  isVisitor: boolean
  file: number
  line: number
}

/**
 * Keeps what the files say about users in a temporary database, because rows are not in the order of time, and the memory
 * of an import must not grow with its users.
 */
export interface Spool {
  /** The user of an event. */
  seen(id: string): void
  add(identity: Identity, position: RowPosition): void
  /** The number of users of events; a visitor that is linked to a user counts as the user. */
  users(): number
  /** In the order of time. */
  links(): Iterable<SpooledLink>
  /** All traits of one user after the other, each in the order of time. */
  traits(): Iterable<SpooledTraits>
  close(): void
}

const tables = `
  pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma cache_size = -16000;
  create table users (id text primary key) without rowid;
  create table links (
    visitor text, user text, at real, file integer, line integer, primary key (visitor, user)
  ) without rowid;
  create table traits (
    id text, is_visitor integer, digest text, at real, file integer, line integer, change text,
    primary key (id, is_visitor, digest)
  ) without rowid;
  begin`

const usersOfEvents = `
  select count(distinct coalesce((select user from links where visitor = id order by at, user limit 1), id)) as count
  from users`
const linksInOrder = `
  select user as userId, visitor as visitorId, file, line from links order by at, file, line, visitor`
const traitsInOrder = `
  select coalesce((select user from links where visitor = id order by at, user limit 1), id) as owner,
    is_visitor and not exists (select 1 from links where visitor = id) as isVisitor, file, line, change
  from traits
  order by owner, at, file, line`

/** The same change of an id is one row: at its latest time, but at its first one if it does nothing the second time. */
const insertTraits = (order: '<' | '>') => `
  insert into traits values (?, ?, ?, ?, ?, ?, ?)
  on conflict do update set at = excluded.at, file = excluded.file, line = excluded.line
  where excluded.at ${order} at`

/** The users, the links and the changes of which the process remembers that they are stored: the rows of a user stand together. */
const remembered = 100_000

const [visitorMark, userMark] = ['v', 'u']

export function createSpool(): Spool {
  const folder = mkdtempSync(join(tmpdir(), 'convograph-import-'))
  const store = new DatabaseSync(join(folder, 'users'))
  store.exec(tables)
  const insertUser = store.prepare('insert or ignore into users values (?)')
  const insertLink = store.prepare(
    `insert into links values (?, ?, ?, ?, ?)
     on conflict do update set at = excluded.at, file = excluded.file, line = excluded.line where excluded.at < at`,
  )
  const latest = store.prepare(insertTraits('>'))
  const first = store.prepare(insertTraits('<'))
  const users = createRecent<true>(remembered)
  const firstLinks = createRecent<number>(remembered)
  const changes = createRecent<number>(remembered)

  const addLink = ({ at, userId, visitorId }: Identity, { file, line }: RowPosition) => {
    const key = `${visitorId}\0${userId}`
    if ((firstLinks.get(key) ?? Infinity) <= at) return
    firstLinks.set(key, at)
    insertLink.run(visitorId!, userId!, at, file, line)
  }
  const addTraits = (id: string, at: number, change: object, { file, line }: RowPosition) => {
    const text = JSON.stringify(change)
    const isOnce = 'setOnce' in change
    const known = changes.get(id + text)
    if (known !== undefined && (isOnce ? known <= at : known >= at)) return
    changes.set(id + text, at)
    const [isVisitor, owner] = [Number(id.startsWith(visitorMark)), id.slice(1)]
    const insert = isOnce ? first : latest
    insert.run(owner, isVisitor, hash('sha1', text), at, file, line, text)
  }
  return {
    seen: id => {
      if (users.get(id)) return
      users.set(id, true)
      insertUser.run(id)
    },
    add: (identity, position) => {
      const { at, userId, visitorId, setOnce, ...change } = identity
      if (userId !== undefined && visitorId !== undefined && userId !== visitorId) addLink(identity, position)
      const id = userId === undefined ? visitorMark + visitorId : userMark + userId
      if (Object.values(change).some(hasEntries)) addTraits(id, at, change, position)
      if (hasEntries(setOnce)) addTraits(id, at, { setOnce }, position)
    },
    users: () => Number(store.prepare(usersOfEvents).get()!.count),
    links: () => store.prepare(linksInOrder).iterate() as Iterable<unknown> as Iterable<SpooledLink>,
    *traits() {
      for (const { change, isVisitor, ...row } of store.prepare(traitsInOrder).iterate())
        yield { ...row, ...JSON.parse(String(change)), isVisitor: isVisitor === 1 } as SpooledTraits
    },
    close: () => {
      store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const hasEntries = (part: unknown) =>
  typeof part === 'string' ? part !== '' : Object.keys(part ?? {}).length > 0
