import { randomUUID } from 'node:crypto'
import { type Pool } from 'pg'
import { insertEntries } from '../../audit/insert-entries.ts'
import { type Account } from '../../entities/account.ts'
import { type Change } from '../../entities/audit-entry.ts'
import { type TokenRole } from '../viewer.ts'
import { passwordHash } from './password.ts'

/** Names are told apart by what they mean, not by how they are typed. */
export const usernameOf = (text: string) => text.trim().normalize('NFKC').toLowerCase()
export const isUsername = (text: string) => /^[a-z0-9][a-z0-9._@+-]{0,99}$/.test(text)

const passwordLength = { least: 12, most: 200 }

export interface NewAccount {
  username: string
  password: string
  project: string
  roles: TokenRole[]
}

/**
 * `logN` is the cost of the password's hash, if not the usual one.
 * @throws Error with what to change
 */
export async function createAccount(log: Pool, account: NewAccount, logN?: number): Promise<string> {
  const username = usernameOf(account.username)
  if (!isUsername(username))
    throw new Error('A username has 1 to 100 letters a to z, digits and . _ @ + -, a letter or digit first.')
  const { password, project, roles } = account
  if (password.length < passwordLength.least || password.length > passwordLength.most)
    throw new Error(`A password has ${passwordLength.least} to ${passwordLength.most} characters.`)
  if (!/^\P{C}{1,100}$/u.test(project)) throw new Error('A project has 1 to 100 printable characters.')
  const { rows } = await log.query<{ id: string }>(
    `with made as (
       insert into accounts (username, project, roles, password_hash)
       values ($1, $2, $3, $4)
       on conflict do nothing
       returning id, project
     ), opened as (
       insert into projects (id) select project from made on conflict do nothing
     )
     select id from made`,
    [username, project, roles, await passwordHash(password, logN)],
  )
  if (!rows.length) throw new Error(`There is an account ${username} already.`)
  await noteCommand(log, 'CREATED', { id: rows[0]!.id, username, project })
  return username
}

/** By name. */
export async function listAccounts(log: Pool): Promise<Account[]> {
  const { rows } = await log.query<Account>(
    `select id, username, project, roles, created_at as "createdAt", disabled_at as "disabledAt"
     from accounts
     order by username`,
  )
  return rows
}

/** Nobody logs in with it any more, and what is logged in ends with its access token. @throws Error for no account */
export async function disableAccount(log: Pool, name: string): Promise<string> {
  const username = usernameOf(name)
  const { rows } = await log.query<Named>(
    `update accounts set disabled_at = coalesce(disabled_at, now()) where username = $1
     returning id, username, project`,
    [username],
  )
  const [account] = rows
  if (!account) throw new Error(`There is no account ${username}.`)
  await log.query('delete from sessions where account_id = $1', [account.id])
  await noteCommand(log, 'ENDED', account)
  return username
}

type Named = Pick<Account, 'id' | 'username' | 'project'>

/** In the audit log of the account's project; whoever has a shell on the machine has no name here. */
function noteCommand(log: Pool, action: Change['action'], { id, username, project }: Named): Promise<void> {
  const entry = {
    project,
    at: new Date(),
    requestId: randomUUID(),
    part: 0,
    subject: 'npm run account',
    roles: [],
    proof: 'NONE' as const,
    address: null,
    userAgent: null,
    kind: 'COMMAND' as const,
    operationName: null,
    fields: [],
    cost: 0,
    durationMs: 0,
    outcome: 'OK',
    changes: [{ action, kind: 'ACCOUNT' as const, id, name: username }],
  }
  return insertEntries(log, [entry])
}
