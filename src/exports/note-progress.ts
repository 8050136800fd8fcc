import { type ClientBase } from 'pg'
import { type Export } from '../entities/export.ts'
import { type Job, type JobEnd } from '../jobs/job.ts'
import { announce } from '../webhooks/announce.ts'
import { fileNameOf } from './file-name.ts'
import { type WrittenFile } from './files/write-file.ts'
import { bytesLeft } from './refusal-to-start.ts'
import { type ExportPayload } from './start-export.ts'

/** An export whose attempt begins. */
export interface Began {
  stored: { input: object; rangeFrom: Date | null; rangeTo: Date | null }
  /** The most bytes that its file may have. */
  mostBytes: number
}

export async function begin(client: ClientBase, id: string, mostBytesOfProject: number): Promise<Began> {
  const { rows } = await client.query<Began['stored'] & { project: string }>(
    `update exports
     set state = 'RUNNING', started_at = coalesce(started_at, now()), progress = 0, rows = 0
     where id = $1
     returning project, input, range_from as "rangeFrom", range_to as "rangeTo"`,
    [id],
  )
  const [stored] = rows
  return { stored: stored!, mostBytes: await bytesLeft(client, stored!.project, mostBytesOfProject) }
}

/** The whole file of an export. `hours` is the time for which it is kept. */
interface Finished extends WrittenFile {
  file: string
  rows: number
  hours: number
}

export async function finish(
  client: ClientBase,
  id: string,
  { file, rows, bytes, sha256, hours }: Finished,
): Promise<void> {
  const done = await client.query<Done>(
    `update exports
     set state = 'DONE', progress = 1, file = $2, rows = $3, bytes = $4, sha256 = $5, finished_at = now(),
       expires_at = now() + make_interval(hours => $6)
     where id = $1
     returning project, input, created_at as "createdAt", finished_at as "finishedAt", expires_at as "expiresAt"`,
    [id, file, rows, bytes, sha256, hours],
  )
  await announceFile(client, id, { rows, bytes, ...done.rows[0]! })
}

type Done = Pick<Export, 'project' | 'input' | 'createdAt'> & { finishedAt: Date; expiresAt: Date }

const announceFile = (
  client: ClientBase,
  exportId: string,
  { project, finishedAt, expiresAt, rows, bytes, ...file }: Done & { rows: number; bytes: number },
): Promise<void> =>
  announce(client, {
    project,
    type: 'export.done',
    key: exportId,
    at: finishedAt,
    data: { name: fileNameOf(file), exportId, rows, bytes, expiresAt },
  })

/** Notes that an export failed or was cancelled. */
export async function noteEnd(client: ClientBase, id: string, { state, error }: JobEnd): Promise<void> {
  await client.query(
    `update exports set state = $2, error_code = $3, error_message = $4, finished_at = now() where id = $1`,
    [id, state, error?.code ?? null, error?.message ?? null],
  )
}

const progressMs = 1_000

/** Notes the rows that are read so far, once a second. They are only shown, so an outage may lose one. */
export function noteProgress(job: Job<ExportPayload>, allRows: number | undefined): (rows: number) => void {
  let notedAt = performance.now()
  return rows => {
    if (performance.now() - notedAt < progressMs) return
    notedAt = performance.now()
    const share = allRows ? Math.min(1, rows / allRows) : 0
    job.progress(share)
    job
      .write(client =>
        client.query('update exports set rows = $2, progress = $3 where id = $1', [
          job.payload.id,
          rows,
          share,
        ]),
      )
      .catch(() => undefined)
  }
}
