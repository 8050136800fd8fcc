import { type Pool } from 'pg'
import { createAccount, type NewAccount } from '../../src/auth/accounts/accounts.ts'

/** Like `npm run account`, but the password is hashed in 3 ms instead of 400. */
export const makeAccount = (pool: Pool, account: NewAccount) => createAccount(pool, account, 10)
