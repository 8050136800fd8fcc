import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Change } from '../entities/audit-entry.ts'
import { Export } from '../entities/export.ts'
import { badInput } from '../errors.ts'
import { type JobRunner } from '../jobs/job-runner.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { fileNameOf } from './file-name.ts'
import { folderOf } from './folder.ts'

/** The export of the project with an id; null if there is none. */
export const findExport = ({ em }: Pick<RequestScope, 'em'>, id: string): Promise<Export | null> =>
  em.findOne(Export, { id, deletedAt: null }, { refresh: true })

/** Ends an export before it is done. One that has ended stays as it is. @throws NOT_FOUND */
export async function cancelExport(scope: RequestScope, jobs: JobRunner, id: string): Promise<Export> {
  const found = await existing(scope, id)
  if (await jobs.cancel(jobOf(found))) note(scope, 'ENDED', found)
  return (await findExport(scope, id))!
}

/** Deletes an export and its file, and ends it before if it is not done. @throws NOT_FOUND */
export async function deleteExport(
  scope: RequestScope,
  { jobs, env }: { jobs: JobRunner; env: { dataDir: string } },
  id: string,
): Promise<string> {
  const found = await existing(scope, id)
  await jobs.cancel(jobOf(found))
  await scope.em.nativeUpdate(Export, { no: found.no }, { deletedAt: scope.asOf })
  note(scope, 'DELETED', found)
  // The file of another process, or one that cannot be deleted now, is left to the sweep.
  if (found.file) await rm(join(folderOf(env), found.file), { force: true }).catch(() => undefined)
  return id
}

async function existing(scope: RequestScope, id: string): Promise<Export> {
  const found = await findExport(scope, id)
  if (!found) throw badInput('NOT_FOUND', 'id', 'This project has no export with this id.')
  return found
}

const jobOf = ({ project, id }: Export) => ({ project, kind: 'EXPORT' as const, key: id })

function note({ changes }: RequestScope, action: Change['action'], changed: Export): void {
  changes.push({ action, kind: 'EXPORT', id: changed.id, name: fileNameOf(changed) })
}
