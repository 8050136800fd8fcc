import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { command, type Ended } from './command.ts'
import { type Image } from './image.ts'
import { assignments, mountImage, overlayOf } from './namespaces.ts'
import { until } from './until.ts'

/** A running image: the first process of its own namespaces, with a network of its own. */
export interface Container {
  /** The first process, by its id outside. */
  pid: number
  isRunning(): boolean
  output(): string
  /** Runs a command beside the first process, as `docker exec` does. */
  exec(program: string[], input?: string): Promise<Ended>
  /** The exit code of the health check. */
  health(): Promise<number | null>
  /** Waits for a health check that succeeds. Returns the seconds since the start. */
  healthy(): Promise<number>
  /** Sends a signal to the first process and waits for its end. Returns the exit code, or null after SIGKILL, and the seconds. */
  end(signal: NodeJS.Signals): Promise<{ code: number | null; seconds: number }>
}

/**
 * The root is read-only, `$volume` is the volume, `/tmp` is in memory and nothing in it can be executed; the process gets no
 * capability and cannot gain one.
 */
const startScript = `${mountImage}
mount --bind "$volume" "$root$mountpoint"
mount -t tmpfs -o mode=1777,nosuid,nodev,noexec tmpfs "$root/tmp"
mount -o remount,bind,ro "$root"
ip link set lo up
exec chroot "$root" "$@"
`

const namespaces = ['--mount', '--pid', '--net', '--ipc', '--uts', '--fork', '--kill-child']
const mostToHealthyMs = 120_000
const mostToEndMs = 40_000

/** How a container is started. */
interface Start {
  /** An empty folder, where the image is mounted. */
  root: string
  volume: string
  /** Beside those of the image. */
  settings: Record<string, string>
}

/** Starts the command of the image. */
export async function startContainer(image: Image, start: Start): Promise<Container> {
  const asUser = commandAsUser(image, start.settings)
  const began = performance.now()
  const outer = spawn('unshare', inNamespaces(image, image.command, start), {
    env: { ...process.env, ...mountsOf(image, start) },
  })
  const output = collectOutput(outer)
  const pid = await firstProcess(outer)
  const exec = (program: string[], input?: string) =>
    command('nsenter', [`--target=${pid}`, '--all', '--root', ...asUser(program)], { input })
  const health = async () => (await exec(image.healthCheck)).code
  return {
    pid,
    isRunning: () => isRunning(outer),
    output,
    exec,
    health,
    healthy: async () => {
      await until('the health check succeeds', mostToHealthyMs, async () => {
        if (!isRunning(outer)) throw new Error(`The container ended with ${outer.exitCode}: ${output()}`)
        return (await health()) === 0
      })
      return secondsSince(began)
    },
    end: signal => endProcess(outer, pid, signal),
  }
}

async function endProcess(outer: ChildProcess, pid: number, signal: NodeJS.Signals) {
  const began = performance.now()
  process.kill(pid, signal)
  await until(`the container ends after ${signal}`, mostToEndMs, async () => !isRunning(outer))
  return { code: outer.exitCode, seconds: secondsSince(began) }
}

const isRunning = ({ exitCode, signalCode }: ChildProcess) => exitCode === null && signalCode === null
const secondsSince = (began: number) => (performance.now() - began) / 1_000

/** Runs one command in a container of its own, to its end. */
export function runInContainer(image: Image, program: string[], started: Start): Promise<Ended> {
  return command('unshare', inNamespaces(image, program, started), { env: mountsOf(image, started) })
}

const inNamespaces = (image: Image, program: string[], { settings }: Start): string[] => [
  ...namespaces,
  ...['sh', '-c', startScript, 'sh'],
  ...commandAsUser(image, settings)(program),
]

const mountsOf = ({ layers, volume: mountpoint }: Image, { root, volume }: Start) => ({
  overlay: overlayOf(layers),
  root,
  volume,
  mountpoint,
})

/** A command as the user of the image, in its folder, with its settings and these. */
function commandAsUser({ user, env, folder }: Image, settings: Record<string, string>) {
  const [uid, gid] = user.split(':')
  const account = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups']
  const powerless = ['--no-new-privs', '--inh-caps=-all', '--bounding-set=-all']
  const variables = assignments({ ...env, ...settings })
  return (program: string[]): string[] => [
    ...['setpriv', ...account, ...powerless],
    ...['env', '--ignore-environment', `--chdir=${folder}`, ...variables, ...program],
  ]
}

function collectOutput({ stdout, stderr }: ChildProcess): () => string {
  let output = ''
  for (const stream of [stdout!, stderr!]) stream.setEncoding('utf8').on('data', text => (output += text))
  return () => output
}

/** The child of `unshare`, by its id outside of the namespaces. */
async function firstProcess({ pid }: ChildProcess): Promise<number> {
  const children = `/proc/${pid}/task/${pid}/children`
  let child = ''
  await until('the first process of the container runs', 10_000, async () => {
    child = readFileSync(children, 'utf8').trim()
    return child !== ''
  })
  return Number(child)
}
