import 'reflect-metadata'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { messageOf } from '../../src/cli/message-of.ts'
import { sum } from '../../src/statistics.ts'
import { CannotRun } from '../fault/cannot-run.ts'
import { buildImage } from './build-image.ts'
import { contextOf } from './context.ts'
import { parseDockerfile } from './dockerfile.ts'
import { findProgram } from './find-program.ts'
import { hostNpm } from './host-npm.ts'
import { type Image } from './image.ts'
import { LayerCache, sizeOf } from './layers.ts'
import { proveImage } from './proof.ts'

const help = `Executes the steps of the Dockerfile without Docker, in a root file system of Debian's packages, and runs the image: as its
user, with a read-only root. Prints one line that begins with PASS or FAIL. Exits with 0 for PASS, 1 for FAIL, 2 when it could
not run: it needs root on Linux, mmdebstrap and iproute2.

  npm run test:image

Layers (3 GB) are kept for three hours in the temporary directory, so that another run repeats only what has changed.
`

process.exit(await main())

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

async function main(): Promise<number> {
  if (process.argv.includes('--help')) {
    process.stdout.write(help)
    return 0
  }
  try {
    parseArgs({})
    requireTools()
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`)
    return 2
  }
  const folder = await mkdtemp(join(tmpdir(), 'convograph-image-'))
  try {
    await buildAndProve(folder)
    return 0
  } catch (error) {
    say(`FAIL image ${messageOf(error)}`)
    return error instanceof CannotRun ? 2 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function requireTools(): void {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new CannotRun('This needs root on Linux: it mounts file systems and makes namespaces.')
  for (const tool of ['mmdebstrap', 'unshare', 'nsenter', 'setpriv', 'ip', 'npm'])
    if (!findProgram(tool)) throw new CannotRun(`This needs the program ${tool}.`)
}

async function buildAndProve(folder: string): Promise<void> {
  const began = performance.now()
  const root = join(folder, 'root')
  await mkdir(root)
  const cache = new LayerCache(join(tmpdir(), 'convograph-layers'))
  await cache.open()
  await using npm = await hostNpm()
  const stages = parseDockerfile(readFileSync('Dockerfile', 'utf8'))
  const image = await buildImage(stages, { context: contextOf('.'), cache, npm, root, say })
  const built = performance.now()
  const bytes = showSizes(image)
  await proveImage({ image, root, folder, say })
  const seconds = (from: number, to: number) => ((to - from) / 1_000).toFixed(0)
  say(
    `PASS image layers=${image.layers.length} mb=${inMegabytes(bytes)} build=${seconds(began, built)} s proof=${seconds(built, performance.now())} s`,
  )
}

/** Prints the size of each layer, and returns the bytes of all. */
function showSizes({ layers }: Image): number {
  const sizes = layers.map(layer => ({ ...layer, bytes: sizeOf(layer) }))
  const bytes = sum(sizes.map(layer => layer.bytes))
  for (const layer of [...sizes, { step: 'together, unpacked', bytes }])
    say(`${inMegabytes(layer.bytes).padStart(8)} MB  ${layer.step.slice(0, 100)}`)
  return bytes
}

function inMegabytes(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1)
}
