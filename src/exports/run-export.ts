import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type GraphQLSchema } from 'graphql'
import { type ClientBase } from 'pg'
import { type ExportSettings } from '../env.ts'
import { type Job, type JobEnd, type JobKind } from '../jobs/job.ts'
import { jobScope } from '../jobs/job-scope.ts'
import { type RequestScope, type RequestServices } from '../request/request-scope.ts'
import { savedInput } from '../resolvers/saved-input.ts'
import { type StartExportInput } from '../schema/exports/start-export-input.ts'
import { type NewFile, writeExport } from './files/write-export.ts'
import { type WrittenFile } from './files/write-file.ts'
import { fileOf, folderOf, makeFolder, partOf, publish } from './folder.ts'
import { type Began, begin, finish, noteEnd, noteProgress } from './note-progress.ts'
import { type ExportPayload } from './start-export.ts'
import { type ExportTable } from './table.ts'
import { tableOf } from './table-of.ts'
import { writeUserFile } from './user-file.ts'

/** What the job of an export needs besides the services of requests. */
export interface ExportServices extends RequestServices {
  env: { dataDir: string; exports: ExportSettings }
}

/**
 * The job that writes the file of an export. An attempt begins from zero, under a name of its own, and only the last write of
 * the job names a file: it exists as a whole then, so an export has one whole file or none.
 */
export const exportJob = (services: ExportServices, schema: GraphQLSchema): JobKind<ExportPayload> => ({
  name: 'EXPORT',
  concurrency: 2,
  maxAttempts: 3,
  run: job => runExport(services, schema, job),
  ended: (client: ClientBase, { payload }, end: JobEnd) => noteEnd(client, payload.id, end),
})

async function runExport(
  services: ExportServices,
  schema: GraphQLSchema,
  job: Job<ExportPayload>,
): Promise<void> {
  const { env } = services
  const { id } = job.payload
  const began = await job.write(client => begin(client, id, env.exports.mostBytes))
  const folder = folderOf(env)
  const file = fileOf(id, job.lease)
  await makeFolder(folder)
  try {
    const written = await writtenTo(join(folder, partOf(file)), services, schema, job, began)
    await publish(folder, file)
    await job.finish(client => finish(client, id, { ...written, file, hours: env.exports.hours }))
  } finally {
    await rm(join(folder, partOf(file)), { force: true })
  }
}

async function writtenTo(
  path: string,
  services: ExportServices,
  schema: GraphQLSchema,
  job: Job<ExportPayload>,
  { stored, mostBytes }: Began,
): Promise<WrittenFile & { rows: number }> {
  const input = savedInput<StartExportInput>({ schema }, 'StartExportInput', stored.input)
  const file: NewFile = {
    path,
    format: input.format,
    compression: input.compression,
    mostBytes,
    signal: job.signal,
    progress: noteProgress(job, undefined),
  }
  if (input.userId != null)
    return writeUserFile(
      { project: job.project, userId: input.userId, connect: services.database.connect },
      file,
    )
  const scope: RequestScope = jobScope(services, job)
  const table = await tableOf(schema, scope, input, { from: stored.rangeFrom!, to: stored.rangeTo! })
  return writeTable(services, table, { ...file, progress: noteProgress(job, table.rows) })
}

async function writeTable({ clickhouse }: ExportServices, table: ExportTable, file: NewFile) {
  try {
    return await writeExport(clickhouse, table, file)
  } catch (error) {
    throw table.asError?.(error) ?? error
  } finally {
    await table.close?.()
  }
}
