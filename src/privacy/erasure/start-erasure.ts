import { createHmac, randomUUID } from 'node:crypto'
import { Job } from '../../entities/job.ts'
import { badInput } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { heldUser } from '../../personal-data/held-user.ts'
import { pooledTransaction } from '../../postgres/transaction.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type ErasurePayload } from './begin-erasure.ts'

/**
 * Starts to erase a user in the background: everything that is held about the user of this id, and under every other id of
 * it. The audit log gets a hash of the id alone.
 * @throws NOT_FOUND
 */
export async function startErasure(scope: RequestScope, userId: string): Promise<Job> {
  const { pool, project, viewer, em, changes } = scope
  const id = await pooledTransaction(pool, async client => {
    if (!(await heldUser(client, project, userId))) return undefined
    const payload: ErasurePayload = { userId }
    const subject = viewer!.subject
    return enqueue(client, { project, kind: 'USER_ERASURE', key: randomUUID(), payload, subject })
  })
  if (id === undefined) throw badInput('NOT_FOUND', 'userId', 'This project has no user with this id.')
  changes.push({ action: 'DELETED', kind: 'USER', id: await hashOf(scope, userId), name: null })
  return em.findOneOrFail(Job, { id })
}

/** The same for each erasure of an id, and of no use without the key that the project has in PostgreSQL. */
async function hashOf({ pool, project }: RequestScope, userId: string): Promise<string> {
  const { rows } = await pool.query<{ key: Buffer }>(
    `insert into erasure_keys as known (project, key) values ($1, sha256(convert_to($2, 'UTF8')))
     on conflict (project) do update set key = known.key
     returning key`,
    [project, randomUUID() + randomUUID()],
  )
  return createHmac('sha256', rows[0]!.key).update(userId).digest('hex').slice(0, 32)
}
