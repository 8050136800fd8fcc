import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { awaitProjection } from '../await-projection.ts'
import { type Figure, megabytes, rate } from '../figure.ts'
import { trackRound } from '../ingest.ts'
import { peakOf } from '../memory.ts'
import { sampleEvent, sampleUsers } from '../sample-events.ts'
import { type ServerProcess } from '../server-process.ts'
import { spreadOf, timed } from '../spread.ts'

const program = fileURLToPath(new URL('../../src/cli/import.js', import.meta.url))
const leastPerSecond = 25_000
const mostBytes = 250e6

/** A product's file in its own shape: row `i` of all. */
const products = {
  mixpanel: (i: number) => {
    const { eventId, name, userId, timestamp, properties } = sampleEvent(i)
    const time = Math.floor(Date.parse(timestamp) / 1_000)
    return {
      event: name,
      properties: {
        time,
        distinct_id: userId,
        $insert_id: eventId,
        $device_id: `d-${userId}`,
        ...properties,
      },
    }
  },
  amplitude: (i: number) => {
    const { eventId, name, userId, timestamp, properties } = sampleEvent(i)
    const isVisitor = i < sampleUsers && i % 3 === 0
    return {
      $insert_id: eventId,
      event_type: name,
      event_time: timestamp.replace('T', ' ').replace('Z', '000'),
      user_id: isVisitor ? null : userId,
      device_id: `d-${userId}`,
      event_properties: properties,
      user_properties: { plan: properties.plan, country: properties.country },
      platform: 'Web',
    }
  },
}

/**
 * The rows per second that `npm run import` reads, sends and has answered, with the links and traits at the end, beside the
 * rate of tracking without an importer; and the peak memory of the importer for a file and for one five times as long.
 */
export async function importFigures(
  server: ServerProcess,
  folder: string,
  size: number,
  report: (line: string) => void,
): Promise<Figure[]> {
  report('Tracking without an importer')
  const bare = spreadOf([await trackRound(server), await trackRound(server), await trackRound(server)])
  const figures: Figure[] = [{ name: 'events/s tracked without an importer', convograph: rate(bare) }]
  for (const [product, rowOf] of Object.entries(products)) {
    const runs = []
    for (const rows of [size / 5, size]) {
      report(`Importing ${rows.toLocaleString('en')} rows of ${product}`)
      const path = await writeRows(join(folder, `${product}-${rows}.ndjson`), rows, rowOf)
      await awaitProjection(server.databaseUrl)
      runs.push(await importFile(server, path, rows))
    }
    figures.push(figureOf(product, runs as [Run, Run], bare.median))
  }
  return figures
}

interface Run {
  perSecond: number
  peak: number
}

function figureOf(product: string, [short, long]: [Run, Run], bare: number): Figure {
  const { perSecond, peak } = long
  return {
    name: `import of ${product}, rows/s and peak memory (of a fifth of the rows)`,
    convograph: `${rate(spreadOf([perSecond]))}, ${megabytes(peak)} (${megabytes(short.peak)})`,
    bare: rate(spreadOf([bare])),
    ratio: (perSecond / bare).toFixed(2),
    target: `≥ ${leastPerSecond.toLocaleString('en')}/s, < ${megabytes(mostBytes)}`,
    isMet: perSecond >= leastPerSecond && peak < mostBytes,
  }
}

async function writeRows(path: string, rows: number, rowOf: (i: number) => object): Promise<string> {
  await pipeline(function* () {
    for (let i = 0; i < rows; i++) yield `${JSON.stringify(rowOf(i))}\n`
  }, createWriteStream(path))
  return path
}

/** @throws Error unless all rows are new */
async function importFile({ url, ratesService }: ServerProcess, path: string, rows: number): Promise<Run> {
  const running = spawn(process.execPath, [program, path, '--url', url, '--token', ratesService], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let peak = 0
  const watch = setInterval(async () => {
    peak = (await peakOf(running.pid!).catch(() => undefined)) || peak
  }, 100)
  try {
    const { ms, result } = await timed(() => Promise.all([text(running.stdout), once(running, 'close')]))
    if (!result[0].startsWith(`${rows.toLocaleString('en')} accepted`))
      throw new Error(`the import failed: ${result[0]}`)
    return { perSecond: (rows * 1_000) / ms, peak }
  } finally {
    clearInterval(watch)
  }
}
