import { realpathSync } from 'node:fs'
import { cp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CannotRun } from '../fault/cannot-run.ts'
import { mustRun } from './command.ts'
import { findProgram } from './find-program.ts'
import { type Image } from './image.ts'
import { type Layer, type LayerCache, type Unfinished } from './layers.ts'

const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * What stands for an image of Docker Hub: `debian:<suite>-slim` is made of Debian's packages, and `node:<version>-<suite>-slim`
 * also has the Node.js that runs this program, and the npm of this machine.
 */
export async function baseImage(name: string, cache: LayerCache): Promise<Image> {
  const [, version, suite] = /^(?:debian:|node:([\d.]+)-)(\w+)-slim$/.exec(name) ?? []
  if (!suite) throw new CannotRun(`Nothing here stands for the image ${name}.`)
  const debian = await cache.layer(`FROM debian:${suite}-slim`, [], at => makeDebian(suite, at))
  const layers = version ? [debian, await nodeLayer(version, debian, cache)] : [debian]
  return { layers, env: { PATH: path }, folder: '/', user: '0:0', command: [], healthCheck: [], volume: '' }
}

/** As Debian's slim images, without what only people read. */
const unread = ['doc', 'man', 'info', 'locale', 'lintian'].map(
  name => `--dpkgopt=path-exclude=/usr/share/${name}/*`,
)

async function makeDebian(suite: string, { files }: Unfinished): Promise<void> {
  await rm(files, { recursive: true })
  await mustRun('mmdebstrap', ['--quiet', '--variant=minbase', ...unread, suite, files])
  await rm(join(files, 'dev'), { recursive: true })
  await mkdir(join(files, 'dev'))
  // The network settings of this machine are mounted on these files.
  for (const name of ['resolv.conf', 'hosts']) await writeFile(join(files, 'etc', name), '')
}

async function nodeLayer(version: string, below: Layer, cache: LayerCache): Promise<Layer> {
  if (process.version !== `v${version}`)
    throw new Error(`The Dockerfile has Node.js ${version}, and this is ${process.version}.`)
  const npm = dirname(dirname(realpathSync(findProgram('npm')!)))
  return cache.layer(`FROM node:${version}`, [below.key, npm], async ({ files }) => {
    const local = join(files, 'usr/local')
    await cp(process.execPath, join(local, 'bin/node'))
    await cp(npm, join(local, 'lib/node_modules/npm'), { recursive: true, verbatimSymlinks: true })
    await linkNpm(join(local, 'bin'))
  })
}

async function linkNpm(folder: string): Promise<void> {
  for (const name of ['npm', 'npx'])
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(folder, name))
}
