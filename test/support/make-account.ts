import { type Pool } from 'pg'
import { createAccount, type NewAccount } from '../../src/auth/accounts/accounts.ts'

/** As `npm run account` does, with a password that is hashed in 3 ms instead of 400. */
export const makeAccount = (pool: Pool, account: NewAccount) => createAccount(pool, account, 10)
