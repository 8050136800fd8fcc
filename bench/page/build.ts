import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { packageFolder } from '../../src/package-folder.ts'
import { type Figure } from '../figure.ts'
import { type Spread, spreadOf, timed } from '../spread.ts'

const root = packageFolder(import.meta.dirname)
const rounds = 3
const mostSeconds = 6

/** The time of `npm run build:web` for the first time and without a change, in seconds: what it adds to `npm start`. */
export async function buildFigures(): Promise<Figure[]> {
  const cold: number[] = []
  const unchanged: number[] = []
  for (let round = 0; round < rounds; round++) {
    for (const name of ['page', 'explorer'])
      await rm(join(root, 'dist', name, '.fingerprint'), { force: true })
    cold.push(await build())
    unchanged.push(await build())
  }
  const spread = spreadOf(cold)
  return [
    {
      name: 'build of the page and the explorer by the first `npm start`',
      convograph: seconds(spread),
      target: `≤ ${mostSeconds} s`,
      isMet: spread.median <= mostSeconds,
    },
    { name: 'the same without a change', convograph: seconds(spreadOf(unchanged)) },
  ]
}

const build = async () =>
  (await timed(() => promisify(execFile)(process.execPath, [join(root, 'web/build/main.ts')]))).ms / 1_000

const seconds = ({ median, low, high }: Spread) =>
  `${median.toFixed(1)} s (${low.toFixed(1)}–${high.toFixed(1)})`
