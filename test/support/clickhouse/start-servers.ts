import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { extname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { freePort } from '../processes/main-process.ts'
import { type Ports, type ServerUser, serverXml, usersXml } from './server-config.ts'

/** A ClickHouse server on this machine. */
export interface ClickHouseServer {
  url: string
  /** Ends it at once. What it has acknowledged is in its folder. */
  kill(): Promise<void>
  /** Starts it again on its folder, and waits until it answers. */
  start(): Promise<void>
  /** How often it has aborted, and was started again. */
  aborts(): number
}

/** Runs one statement as the user without a password; returns what the server answers. @throws Error with its refusal */
export async function runOn({ url }: { url: string }, statement: string): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: statement })
  const answer = await response.text()
  if (!response.ok) throw new Error(answer)
  return answer
}

const program = join(import.meta.dirname, `server-process${extname(import.meta.filename)}`)
const mostToReadyMs = 60_000

/** The user with all rights whom every server has. */
const owner: ServerUser = { name: 'default' }

/** Starts servers on folders of their own, which know each other as one cluster. They end with this process. */
export async function startServers(
  folder: string,
  { count = 1, users = [] }: { count?: number; users?: ServerUser[] } = {},
): Promise<ClickHouseServer[]> {
  const cluster: Ports[] = []
  for (let i = 0; i < count; i++) cluster.push({ http: await freePort(), tcp: await freePort() })
  const usersFile = join(resolve(folder), 'users.xml')
  await mkdir(folder, { recursive: true })
  await writeFile(usersFile, usersXml([owner, ...users]))
  return Promise.all(
    cluster.map(async (ports, i) => {
      const own = join(resolve(folder), `server${i + 1}`)
      await mkdir(join(own, 'tmp'), { recursive: true })
      const config = `${own}.xml`
      await writeFile(config, serverXml({ folder: own, usersFile, ports, shard: i + 1, cluster }))
      return serverOn(own, config, ports)
    }),
  )
}

async function serverOn(folder: string, config: string, { http }: Ports): Promise<ClickHouseServer> {
  const url = `http://127.0.0.1:${http}`
  let aborts = 0
  let child: ChildProcess | undefined
  let wanted = false
  const start = async () => {
    wanted = true
    const started = spawn(process.execPath, [program, config, folder], { stdio: ['pipe', 'ignore', 'pipe'] })
    child = started
    let complaint = ''
    started.stderr!.on('data', text => (complaint = `${complaint}${text}`.slice(-2_000)))
    // This build aborts where a real server goes on: when a statement that it works on for another server fails there.
    started.once('exit', (_, signal) => {
      if (signal !== 'SIGABRT' || !wanted) return
      aborts++
      start().catch(() => undefined)
    })
    await ready(started, url, () => complaint)
  }
  const kill = async () => {
    wanted = false
    if (!child || hasEnded(child)) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }
  await start()
  return { url, kill, start, aborts: () => aborts }
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function ready(child: ChildProcess, url: string, complaint: () => string): Promise<void> {
  const until = performance.now() + mostToReadyMs
  while (performance.now() < until && !hasEnded(child)) {
    const answer = await fetch(`${url}/ping`).catch(() => undefined)
    if (answer?.ok) return
    await pause(50)
  }
  child.kill('SIGKILL')
  throw new Error(`A ClickHouse server did not start: ${complaint()}`)
}
