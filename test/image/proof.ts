import { strict as assert } from 'node:assert'
import { chmod, chown, mkdir, readdir, readFile, readlink } from 'node:fs/promises'
import { join } from 'node:path'
import { ask, fetchIn, postJson } from './client.ts'
import { type Container, runInContainer, startContainer } from './container.ts'
import { type Image } from './image.ts'
import { until } from './until.ts'

/** What a proof works with. */
export interface Proof {
  image: Image
  /** An empty folder, where containers mount the image. */
  root: string
  /** Holds the volumes. */
  folder: string
  say(line: string): void
}

const settings = { AUTH_SECRET_KEY: 'a secret of the proof with more than 32 bytes' }
/** The services that were started, so that a failed proof ends them. */
const started: Container[] = []

/** Runs the image as Docker would, and breaks it. @throws Error with the first promise that does not hold */
export async function proveImage(proof: Proof): Promise<void> {
  try {
    const volume = await dockerVolume(proof)
    await refusesWithoutSecret(proof, volume)
    const tried = serves(proof, volume).then(() => keepsData(proof, volume))
    await Promise.all([tried, startsOnKubernetesVolume(proof)])
  } finally {
    for (const container of started) if (container.isRunning()) process.kill(container.pid, 'SIGKILL')
  }
}

async function start(
  { image, root }: Proof,
  volume: string,
  more: Record<string, string> = {},
): Promise<Container> {
  const container = await startContainer(image, { root, volume, settings: { ...settings, ...more } })
  started.push(container)
  return container
}

/** A new volume of Docker has the owner and mode of the folder in the image. */
async function dockerVolume({ folder, image }: Proof): Promise<string> {
  const volume = join(folder, 'volume')
  await mkdir(volume, { mode: 0o700 })
  const [uid, gid] = image.user.split(':').map(Number)
  await chown(volume, uid!, gid!)
  return volume
}

async function refusesWithoutSecret({ image, root, say }: Proof, volume: string): Promise<void> {
  const [refused, health] = await Promise.all([
    runInContainer(image, image.command, { root, volume, settings: {} }),
    runInContainer(image, image.healthCheck, { root, volume, settings }),
  ])
  assert.equal(refused.code, 1, refused.output)
  assert.match(refused.output, /AUTH_SECRET_KEY or AUTH_JWKS_URL is required/)
  assert.equal(health.code, 1)
  assert.match(health.output, /^No service answers at /)
  say('without a secret the start is refused, and the health check ends with 1')
}

async function serves(proof: Proof, volume: string): Promise<void> {
  const { say } = proof
  const container = await start(proof, volume)
  say(`first start: healthy after ${(await container.healthy()).toFixed(1)} s`)
  await isConfined(container, proof)
  await findsPackages(container)
  await answers(container)
  say('track, ask, /sdk.js, /metrics and the documents of agents are answered')
  await recoversPostgres(container)
  say('the health check ends with 1 while PostgreSQL stands still, and with 0 once another one runs')
  const { code, seconds } = await container.end('SIGTERM')
  assert.equal(code, 0, container.output())
  say(`SIGTERM: exit code 0 after ${seconds.toFixed(1)} s`)
}

async function keepsData(proof: Proof, volume: string): Promise<void> {
  const container = await start(proof, volume)
  const seconds = await container.healthy()
  assert.equal(await eventsIn(container), 1)
  await track(container, 'before the kill')
  await container.end('SIGKILL')
  const again = await start(proof, volume, { DRAIN_SECONDS: '0' })
  const secondsAgain = await again.healthy()
  assert.equal(await eventsIn(again), 2)
  assert.equal((await again.end('SIGTERM')).code, 0)
  proof.say(
    `restart: healthy after ${seconds.toFixed(1)} s, after kill -9 ${secondsAgain.toFixed(1)} s, with all events`,
  )
}

/** The kubelet gives a volume to `fsGroup`; its owner stays root. */
async function startsOnKubernetesVolume(proof: Proof): Promise<void> {
  const volume = join(proof.folder, 'kubernetes')
  await mkdir(volume)
  await chown(volume, 0, Number(proof.image.user.split(':')[1]))
  await chmod(volume, 0o2770)
  const container = await start(proof, volume, { DRAIN_SECONDS: '0' })
  await container.healthy()
  await track(container, 'on a volume of Kubernetes')
  assert.equal(await eventsIn(container), 1)
  assert.equal((await container.end('SIGTERM')).code, 0)
  proof.say('a volume that belongs to root and to the group of the user works too')
}

/** All processes are of the user, without capabilities, and can write only to the volume and to memory. */
async function isConfined(container: Container, { image, say }: Proof): Promise<void> {
  const uid = image.user.split(':')[0]
  const pids = await pidsIn(container)
  for (const pid of pids) {
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    assert.match(status, new RegExp(`^Uid:\\s+${uid}\\s+${uid}\\s`, 'm'))
    assert.match(status, /^CapEff:\s+0+$/m)
    assert.match(status, /^NoNewPrivs:\s+1$/m)
  }
  const mounts = (await readFile(`/proc/${container.pid}/mountinfo`, 'utf8')).trim().split('\n')
  assert.match(mounts.find(line => line.split(' ')[4] === '/')!, / \/ ro[, ]/)
  // Folders that the user may not read are complaints on the other stream.
  const { output } = await container.exec(['find', '/', '-xdev', '-writable', '!', '-type', 'l'])
  const writable = output.split('\n').filter(line => line.startsWith('/'))
  assert.deepEqual(writable.sort(), ['/data', '/tmp'])
  say(`${pids.length} processes, all of uid ${uid} without capabilities; no file of the image is writable`)
}

/** Prints the packages that compiled modules import and that are not in the image, whether this run has loaded them or not. */
const missingPackages = `
import { globSync, readFileSync } from 'node:fs'
const code = globSync('dist/src/**/*.js').map(file => readFileSync(file, 'utf8')).join('\\n')
const imports = /^(?:import|export) (?:[^'\\n]*from )?'([^.'\\n][^'\\n]*)'|\\bimport\\('([^.'\\n][^'\\n]*)'/gm
const names = new Set([...code.matchAll(imports)].map(([, always, lazily]) => always ?? lazily))
const isMissing = name => { try { import.meta.resolve(name) } catch { return true } }
console.log(names.size > 30 ? [...names].filter(isMissing).join() : 'too few imports: ' + names.size)
`

async function findsPackages(container: Container): Promise<void> {
  const { output } = await container.exec(['node', '--input-type=module', '--eval', missingPackages])
  assert.equal(output.trim(), '')
}

/** All processes of the container, by their ids outside. */
async function pidsIn({ pid }: Container): Promise<string[]> {
  const namespace = await readlink(`/proc/${pid}/ns/pid`)
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const namespaces = await Promise.all(pids.map(each => readlink(`/proc/${each}/ns/pid`).catch(() => '')))
  return pids.filter((_, i) => namespaces[i] === namespace)
}

async function answers(container: Container): Promise<void> {
  await track(container, 'first')
  assert.equal(await eventsIn(container), 1)
  const script = await fetchIn(container, '/sdk.js')
  assert.equal(script.status, 200, script.body)
  const metrics = await fetchIn(container, '/metrics')
  assert.match(metrics.body, /^convograph_facts_total\{status="accepted"\} 1$/m)
  const read = {
    jsonrpc: '2.0',
    id: 1,
    method: 'resources/read',
    params: { uri: 'convograph://docs/metrics.md' },
  }
  const resource = await postJson(container, '/mcp', read)
  assert.match(resource, /# What the numbers mean/)
  const { code, output } = await container.exec(
    ['node', 'dist/src/cli/account.js', 'create', '--username', 'ann', '--password-stdin'],
    'correct horse battery\n',
  )
  assert.equal(code, 0, output)
}

async function track(container: Container, eventId: string): Promise<void> {
  const mutation = `mutation { trackEvent(input: { eventId: "${eventId}", name: "signup", userId: "ann" }) { status } }`
  const data = await ask(container, mutation)
  assert.deepEqual(data, { trackEvent: { status: 'ACCEPTED' } })
}

async function eventsIn(container: Container): Promise<number> {
  const query = '{ summary { totalEvents } }'
  const data = await ask<{ summary: { totalEvents: number } }>(container, query)
  return data.summary.totalEvents
}

const mostToNoticeMs = 30_000

/** Stops all processes of PostgreSQL, then kills them. */
async function recoversPostgres(container: Container): Promise<void> {
  const pids = await postgresIn(container)
  const signal = (name: NodeJS.Signals) => {
    for (const pid of pids) process.kill(pid, name)
  }
  signal('SIGSTOP')
  await until('the health check fails', mostToNoticeMs, async () => (await container.health()) === 1)
  signal('SIGKILL')
  await container.healthy()
  assert.equal(await eventsIn(container), 1)
}

async function postgresIn(container: Container): Promise<number[]> {
  const pids = await pidsIn(container)
  const names = await Promise.all(pids.map(pid => readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')))
  return pids.filter((_, i) => names[i]!.trim() === 'postgres').map(Number)
}
