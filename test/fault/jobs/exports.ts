import { gunzipSync, zstdDecompressSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import readXlsx from 'read-excel-file/node'
import { projects } from '../load/batch.ts'
import { type Load } from '../load/load.ts'
import { type Run } from '../run.ts'
import { type Worker } from './worker.ts'

/** An export that was started. */
export interface Started {
  id: string
  project: string
  format: Format
}

/** How the ids of the events of a file are read. */
const formats = {
  CSV: {
    compression: 'GZIP',
    idsOf: async (file: Buffer) => parse<{ eventId: string }>(gunzipSync(file), { columns: true }).map(idOf),
  },
  NDJSON: {
    compression: 'ZSTD',
    idsOf: async (file: Buffer) =>
      String(zstdDecompressSync(file))
        .trimEnd()
        .split('\n')
        .map(line => idOf(JSON.parse(line))),
  },
  XLSX: {
    compression: 'NONE',
    idsOf: async (file: Buffer) => {
      const [{ data }] = (await readXlsx(file)) as unknown as [{ data: unknown[][] }]
      const [names, ...rows] = data
      return rows.map(row => String(row[names!.indexOf('eventId')]))
    },
  },
} satisfies Record<string, { compression: string; idsOf(file: Buffer): Promise<string[]> }>

type Format = keyof typeof formats

const idOf = ({ eventId }: { eventId: string }) => eventId

const start = `mutation ($input: StartExportInput!) {
  startExport(input: $input) { export { id } userErrors { code message } }
}`
const range = { between: { from: '2026-01-01T00:00:00Z', to: '2026-07-01T00:00:00Z' } }

/**
 * Starts exports of all events of a project each. By default as many as the two processes run at once, so that each of them has a
 * place again after a fault: one of each project, and one more.
 */
export async function startExports(
  { random }: Run,
  workers: Worker[],
  count = projects.length + 1,
): Promise<Started[]> {
  const started: Started[] = []
  for (let i = 0; i < count; i++) {
    const file =
      i < projects.length
        ? { project: projects[i]!, format: 'XLSX' as const }
        : { project: random.oneOf(projects), format: random.oneOf(['CSV', 'NDJSON'] as const) }
    started.push({ ...file, id: await startExport(random.oneOf(workers), file) })
  }
  return started
}

interface StartExport {
  startExport: { export: { id: string } | null; userErrors: object[] }
}

async function startExport({ ask }: Worker, { project, format }: Omit<Started, 'id'>): Promise<string> {
  const input = { list: 'EVENTS', format, compression: formats[format].compression, range }
  const { data, errors } = await ask<StartExport>(project, start, { input })
  const made = data?.startExport.export
  if (!made) throw new Error(`An export was not started: ${JSON.stringify(data ?? errors)}`)
  return made.id
}

interface Asked {
  export: { status: string; downloadUrl: string | null; error: { code: string } | null }
}

/** Downloads the file of an export, and compares the events in it with the sent ones. It may have failed with a code. */
export async function exportProblems(
  worker: Worker,
  { sent }: Load,
  started: Started,
  mayFailWith?: string,
): Promise<string[]> {
  const { id, project, format } = started
  const { data, errors } = await worker.ask<Asked>(
    project,
    'query ($id: ID!) { export(id: $id) { status downloadUrl error { code } } }',
    { id },
  )
  const name = `the ${format} of ${project}`
  if (data?.export.error && data.export.error.code === mayFailWith) return []
  if (!data?.export.downloadUrl) return [`${name} is ${JSON.stringify(data?.export ?? errors)}`]
  const response = await fetch(new URL(data.export.downloadUrl, worker.url))
  if (response.status !== 200) return [`${name}: its download is answered with ${response.status}`]
  const ids = await formats[format].idsOf(Buffer.from(await response.arrayBuffer()))
  const expected = sent.filter(batch => batch.project === project).flatMap(({ events }) => events.map(idOf))
  const isEqual = ids.toSorted().join() === expected.toSorted().join()
  return isEqual ? [] : [`${name} has ${ids.length} rows, not the ${expected.length} events that were sent`]
}
