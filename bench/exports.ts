import { setTimeout as pause } from 'node:timers/promises'
import { type Figure, megabytes } from './figure.ts'
import { loadedRange } from './loaded-range.ts'
import { forgetPeak, peakOf } from './memory.ts'
import { processorSeconds } from './processor-time.ts'
import { type ServerProcess } from './server-process.ts'

/** A worksheet has no more rows. */
const mostRows = { XLSX: 1_000_000 } as Partial<Record<string, number>>
const leastPerSecond = { CSV: 300_000, XLSX: 40_000 } as Partial<Record<string, number>>
const mostGrowth = 150e6

interface Export {
  id: string
  status: string
  rows: number
  bytes: number
  startedAt: string
  finishedAt: string
}

/** The rates at which the loaded events are exported, and how much the memory of the server grows meanwhile. */
export async function exportFigures(
  server: ServerProcess,
  size: number,
  report: (line: string) => void,
): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const format of ['CSV', 'NDJSON', 'XLSX', 'PARQUET']) {
    report(`Exporting as ${format}`)
    figures.push(...(await exportFigure(server, format, rangeOf(format, size))))
  }
  return figures
}

/** The loaded events are spread evenly over their days. */
function rangeOf(format: string, size: number) {
  const { from, to } = loadedRange(new Date())
  const share = Math.min(1, (mostRows[format] ?? size) / size)
  return { from, to: new Date(from.getTime() + Math.floor(share * (to.getTime() - from.getTime()))) }
}

async function exportFigure(
  server: ServerProcess,
  format: string,
  between: { from: Date; to: Date },
): Promise<Figure[]> {
  await forgetPeak(server.pid)
  const before = await peakOf(server.pid)
  const usedBefore = await processorSeconds(server.pid)
  const done = await exported(server, { list: 'EVENTS', format, range: { between } })
  const peak = await peakOf(server.pid)
  const used = (await processorSeconds(server.pid))! - usedBefore!
  const seconds = (Date.parse(done.finishedAt) - Date.parse(done.startedAt)) / 1_000
  const perSecond = done.rows / seconds
  const least = leastPerSecond[format]
  const growth = peak! - before!
  return [
    {
      name: `(h) export of ${done.rows.toLocaleString('en')} events as ${format}, ${megabytes(done.bytes)}`,
      convograph: `${Math.round(perSecond).toLocaleString('en')} rows/s, ${used.toFixed(1)} s of processor time`,
      ...(least && { target: `≥ ${least.toLocaleString('en')} rows/s`, isMet: perSecond >= least }),
    },
    {
      name: `(h) growth of memory meanwhile`,
      convograph: megabytes(growth),
      target: `< ${megabytes(mostGrowth)}`,
      isMet: growth < mostGrowth,
    },
  ]
}

const shown = 'id status rows bytes startedAt finishedAt'

async function exported(server: ServerProcess, input: object): Promise<Export> {
  const { startExport } = await asked<{ startExport: { export: Export } }>(
    server,
    `mutation ($input: StartExportInput!) { startExport(input: $input) { export { ${shown} } } }`,
    { input },
  )
  const { id } = startExport.export
  let found = startExport.export
  while (['QUEUED', 'RUNNING'].includes(found.status)) {
    await pause(200)
    const answer = await asked<{ export: Export }>(
      server,
      `query ($id: ID!) { export(id: $id) { ${shown} error { code message } } }`,
      { id },
    )
    found = answer.export
  }
  if (found.status !== 'DONE') throw new Error(`The export ended as ${JSON.stringify(found)}`)
  await asked(server, 'mutation ($id: ID!) { deleteExport(input: { id: $id }) { deletedId } }', { id })
  return found
}

const asked = <Data>({ ask, admin }: ServerProcess, query: string, variables: object): Promise<Data> =>
  ask(admin, JSON.stringify({ query, variables }))
