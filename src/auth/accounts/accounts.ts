import { type Pool } from 'pg'
import { type Account } from '../../entities/account.ts'
import { checkProjectId } from '../projects/projects.ts'
import { type TokenRole } from '../viewer.ts'
import { checkedPerson, checkedUsername, checkPassword, type Person } from './account-fields.ts'
import { passwordHash } from './password.ts'
import { recordAccount } from './record-account.ts'
import { refusingTakenEmail } from './refusing-taken-email.ts'

export interface NewAccount extends Person {
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
  const username = checkedUsername(account.username)
  const { password, project, roles } = account
  checkPassword(password)
  checkProjectId(project)
  const { name = null, email = null } = checkedPerson(account)
  const { rows } = await refusingTakenEmail(
    pool.query<{ id: string }>(
      `with created as (
         insert into accounts (username, project, roles, password_hash, name, email)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (username) do nothing
         returning id, project
       ), opened as (
         insert into projects (id) select project from created on conflict do nothing
       )
       select id from created`,
      [username, project, roles, await passwordHash(password, logN), name, email],
    ),
  )
  if (!rows.length) throw new Error(`The account ${username} already exists.`)
  await recordAccount(pool, 'CREATED', { id: rows[0]!.id, username, project })
  return username
}

/** All accounts, by username. */
export async function listAccounts(pool: Pool): Promise<Account[]> {
  const { rows } = await pool.query<Account>(
    `select id, username, name, email, project, roles,
       created_at as "createdAt", disabled_at as "disabledAt"
     from accounts
     order by username`,
  )
  return rows
}
