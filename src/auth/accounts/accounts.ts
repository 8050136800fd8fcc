import { randomUUID } from 'node:crypto'
import { type Pool } from 'pg'
import { insertEntries } from '../../audit/insert-entries.ts'
import { type Account } from '../../entities/account.ts'
import { type Change } from '../../entities/audit-entry.ts'
import { checkProjectId } from '../projects/projects.ts'
import { type TokenRole } from '../viewer.ts'
import { passwordHash } from './password.ts'

/** Two spellings of one name (upper case, spaces around it, other Unicode forms) give the same username. */
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
 * `logN` replaces the usual cost of the password's hash.
 * @throws Error with a sentence that says what to change
 */
export async function createAccount(pool: Pool, account: NewAccount, logN?: number): Promise<string> {
  const username = usernameOf(account.username)
  if (!isUsername(username))
    throw new Error(
      'A username must have 1 to 100 letters a to z, digits and . _ @ + -, a letter or digit first.',
    )
  const { password, project, roles } = account
  if (password.length < passwordLength.least || password.length > passwordLength.most)
    throw new Error(`A password must have ${passwordLength.least} to ${passwordLength.most} characters.`)
  checkProjectId(project)
  const { rows } = await pool.query<{ id: string }>(
    `with created as (
       insert into accounts (username, project, roles, password_hash)
       values ($1, $2, $3, $4)
       on conflict do nothing
       returning id, project
     ), opened as (
       insert into projects (id) select project from created on conflict do nothing
     )
     select id from created`,
    [username, project, roles, await passwordHash(password, logN)],
  )
  if (!rows.length) throw new Error(`The account ${username} already exists.`)
  await recordCommand(pool, 'CREATED', { id: rows[0]!.id, username, project })
  return username
}

/** All accounts, by username. */
export async function listAccounts(pool: Pool): Promise<Account[]> {
  const { rows } = await pool.query<Account>(
    `select id, username, project, roles, created_at as "createdAt", disabled_at as "disabledAt"
     from accounts
     order by username`,
  )
  return rows
}

/**
 * Refuses further logins with the account and ends its sessions. Access tokens work until they expire.
 * @throws Error when there is no such account
 */
export async function disableAccount(pool: Pool, name: string): Promise<string> {
  const username = usernameOf(name)
  const { rows } = await pool.query<NamedAccount>(
    `update accounts set disabled_at = coalesce(disabled_at, now()) where username = $1
     returning id, username, project`,
    [username],
  )
  const [account] = rows
  if (!account) throw new Error(`The account ${username} does not exist.`)
  await pool.query('delete from sessions where account_id = $1', [account.id])
  await recordCommand(pool, 'ENDED', account)
  return username
}

type NamedAccount = Pick<Account, 'id' | 'username' | 'project'>

/** Records a command in the audit log of the account's project. The operator at the shell has no username. */
function recordCommand(
  pool: Pool,
  action: Change['action'],
  { id, username, project }: NamedAccount,
): Promise<void> {
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
  return insertEntries(pool, [entry])
}
