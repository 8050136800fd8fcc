import { type ClientBase, type Pool } from 'pg'
import { lockUsers } from '../../postgres/lock-users.ts'
import { pooledTransaction } from '../../postgres/transaction.ts'
import { mostTraitBytes } from '../most-trait-bytes.ts'
import { type IdHolder, type JudgedLinks, judgeLinks } from './judge-links.ts'
import { type Link, type LinkOutcome } from './link.ts'

/**
 * Links visitors to users in one transaction, and creates the users that do not exist yet. Later events of a visitor
 * are those of the user; the projection gives earlier ones to the user. An error of `check` undoes everything.
 */
export function writeLinks(
  pool: Pool,
  project: string,
  links: Link[],
  check: (outcomes: LinkOutcome[]) => void = () => undefined,
): Promise<LinkOutcome[]> {
  return pooledTransaction(pool, async client => {
    await lockUsers(client)
    const ids = [...new Set(links.flatMap(({ userId, visitorId }) => [userId, visitorId]))]
    const judged = judgeLinks(links, await lockedHolders(client, project, ids))
    check(judged.outcomes)
    await writeKnown(client, judged)
    await writeProfiles(client, judged)
    await writeLinked(client, judged)
    return judged.outcomes
  })
}

/** The users of these ids. They stay locked, so that no other request identifies them before the commit. */
async function lockedHolders(
  client: ClientBase,
  project: string,
  ids: string[],
): Promise<Map<string, IdHolder>> {
  await client.query(
    `insert into users (project, external_id) select $1, id from unnest($2::text[]) as id order by id collate "C"
     on conflict do nothing`,
    [project, ids],
  )
  const { rows } = await client.query<IdHolder & { id: string }>(
    `select external_id as id, no, linked_to as "linkedTo", is_known as "isKnown",
       traits <> '{}' or username is not null as "hasProfile"
     from users
     where project = $1 and external_id = any($2::text[])
     order by external_id
     for no key update`,
    [project, ids],
  )
  return new Map(rows.map(row => [row.id, row]))
}

async function writeKnown(client: ClientBase, { known }: JudgedLinks): Promise<void> {
  if (!known.length) return
  await client.query('update users set is_known = true where no = any($1::integer[])', [
    known.map(({ no }) => no),
  ])
}

/** The name and the traits of the user win; missing ones are taken over from the visitor, as long as they fit. */
async function writeProfiles(client: ClientBase, { linked }: JudgedLinks): Promise<void> {
  for (const { visitor, userNo } of linked.filter(({ visitor }) => visitor.hasProfile))
    await client.query(
      `update users
       set username = coalesce(users.username, visitor.username),
         named_at = case when users.username is null then visitor.named_at else users.named_at end,
         traits = case when octet_length((visitor.traits || users.traits)::text) <= $3
           then visitor.traits || users.traits else users.traits end,
         changed_tx = pg_current_xact_id()
       from users visitor
       where visitor.no = $1 and users.no = $2`,
      [visitor.no, userNo, mostTraitBytes],
    )
}

async function writeLinked(client: ClientBase, { linked }: JudgedLinks): Promise<void> {
  if (!linked.length) return
  await client.query(
    `with linked as (
       update users set linked_to = user_no, changed_tx = pg_current_xact_id()
       from unnest($1::integer[], $2::integer[]) as links (visitor_no, user_no)
       where no = visitor_no
       returning no
     )
     insert into waiting_links (visitor_no) select no from linked`,
    [linked.map(({ visitor }) => visitor.no), linked.map(({ userNo }) => userNo)],
  )
}
