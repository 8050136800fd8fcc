import { type Pool } from 'pg'
import { pooledTransaction } from '../../../src/postgres/transaction.ts'
import { forgetUser } from '../../../src/privacy/erasure/forget-user.ts'
import { requestRemoval } from '../../../src/projection/remove/queue.ts'

/** The first steps of an erasure, without its job: the user is forgotten, and the projection removes the events later. */
export const forget = (pool: Pool, project: string, id: string): Promise<string> =>
  pooledTransaction(pool, async client => {
    const { numbers } = (await forgetUser(client, project, id))!
    return requestRemoval(client, project, { users: numbers })
  })
