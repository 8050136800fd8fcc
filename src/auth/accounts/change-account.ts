import { type Pool } from 'pg'
import { type Change } from '../../entities/audit-entry.ts'
import { type TokenRole } from '../viewer.ts'
import { checkedPerson, checkPassword, type Person, usernameOf } from './account-fields.ts'
import { passwordHash } from './password.ts'
import { type NamedAccount, recordAccount } from './record-account.ts'
import { refusingTakenEmail } from './refusing-taken-email.ts'

/**
 * Refuses further logins with the account and ends its sessions. Access tokens work until they expire.
 * @returns the username, as every function here does
 * @throws Error when there is no such account, as every function here does
 */
export async function disableAccount(pool: Pool, name: string): Promise<string> {
  const account = await changed(pool, name, 'disabled_at = coalesce(disabled_at, now())')
  await endSessions(pool, account)
  return recorded(pool, 'ENDED', account)
}

/** Allows logins with a disabled account again. */
export async function enableAccount(pool: Pool, name: string): Promise<string> {
  return recorded(pool, 'UPDATED', await changed(pool, name, 'disabled_at = null'))
}

/**
 * Gives the account another password and ends its sessions. `logN` replaces the usual cost of the password's hash.
 * @throws Error when the password is too short or too long
 */
export async function changePassword(
  pool: Pool,
  name: string,
  password: string,
  logN?: number,
): Promise<string> {
  checkPassword(password)
  const account = await changed(pool, name, 'password_hash = $2', [await passwordHash(password, logN)])
  await endSessions(pool, account)
  return recorded(pool, 'UPDATED', account)
}

/** Gives the account these roles instead of its own. Access tokens keep the former roles until they expire. */
export async function changeRoles(pool: Pool, name: string, roles: TokenRole[]): Promise<string> {
  return recorded(pool, 'UPDATED', await changed(pool, name, 'roles = $2', [roles]))
}

/** Changes or removes the name and the e-mail address. @throws Error when one is wrong, or of another account */
export async function changePerson(pool: Pool, username: string, person: Person): Promise<string> {
  const { name, email } = checkedPerson(person)
  const change = changed(
    pool,
    username,
    'name = case when $2 then $3 else name end, email = case when $4 then $5 else email end',
    [name !== undefined, name, email !== undefined, email],
  )
  return recorded(pool, 'UPDATED', await refusingTakenEmail(change))
}

/** `assignments` may use the values from $2. */
async function changed(
  pool: Pool,
  name: string,
  assignments: string,
  values: unknown[] = [],
): Promise<NamedAccount> {
  const username = usernameOf(name)
  const { rows } = await pool.query<NamedAccount>(
    `update accounts set ${assignments} where username = $1 returning id, username, project`,
    [username, ...values],
  )
  if (!rows.length) throw new Error(`The account ${username} does not exist.`)
  return rows[0]!
}

const endSessions = (pool: Pool, { id }: NamedAccount) =>
  pool.query('delete from sessions where account_id = $1', [id])

async function recorded(pool: Pool, action: Change['action'], account: NamedAccount): Promise<string> {
  await recordAccount(pool, action, account)
  return account.username
}
