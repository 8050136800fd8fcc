import { randomUUID } from 'node:crypto'
import { type Pool } from 'pg'
import { defaultProject } from '../../auth/viewer.ts'
import { Job } from '../../entities/job.ts'
import { badInput } from '../../errors.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import { pooledTransaction } from '../../postgres/transaction.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type DeleteProjectInput } from '../../schema/privacy/project.ts'
import { lockedProject } from './change-project.ts'
import { type DeletionPayload } from './deletion-job.ts'

/**
 * Starts to delete a project with everything that belongs to it. From now on its requests are refused: at once in this
 * process, within 5 s in others.
 * @throws DEFAULT_PROJECT, NOT_CONFIRMED, NOT_FOUND, PROJECT_DELETING
 */
export async function deleteProject(scope: RequestScope, input: DeleteProjectInput): Promise<Job> {
  const { id } = input
  const { pool, viewer, services, changes, em } = scope
  const job = await beginDeletion(pool, viewer!.subject, input)
  services.projects.renew(id)
  changes.push({ action: 'DELETED', kind: 'PROJECT', id, name: id })
  return em.findOneOrFail(Job, { id: job }, { filters: { project: false } })
}

/** The same for a command, which has no request. Returns the id of the job. */
export async function beginDeletion(pool: Pool, subject: string, input: DeleteProjectInput): Promise<string> {
  check(input)
  const { id } = input
  const job = await pooledTransaction(pool, async client => {
    await lockedProject(client, id)
    await client.query('update projects set deleting_since = now() where id = $1', [id])
    const payload: DeletionPayload = { project: id }
    // A job of the project itself would be deleted with it.
    const own = { project: defaultProject, kind: 'PROJECT_DELETION' as const, key: randomUUID() }
    return enqueue(client, { ...own, payload, subject })
  })
  return job!
}

function check({ id, confirmation }: DeleteProjectInput): void {
  if (id === defaultProject)
    throw badInput(
      'DEFAULT_PROJECT',
      'id',
      'The default project cannot be deleted: tokens without a project use it.',
    )
  if (id !== confirmation)
    throw badInput('NOT_CONFIRMED', 'confirmation', 'confirmation must repeat the name of the project.')
}
