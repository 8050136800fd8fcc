import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { type Env, readEnv } from '../../src/env.ts'
import { leftBehind, stopPostmaster } from '../../src/postgres/embedded/postmaster.ts'
import { type History, openHistory } from '../fault/load/history.ts'
import { type Service, spawnService } from '../fault/service.ts'
import { freePort } from '../support/processes/main-process.ts'
import { withoutRates } from '../support/without-rates.ts'
import { type Forger, startForger } from './forged-tokens.ts'
import { type Target } from './send.ts'

/** The service under attack, and its inside as far as a run knows it. */
export interface Attacked extends Target {
  env: Env
  folder: string
  history: History
  /** The service that was started for the run. */
  service?: Service
  /** Starts it again, with the same data, at the same address. */
  revive?(): Promise<void>
  forger?: Forger
  /** The log so far of a service that was started for the run. */
  log(): Promise<string>
  /** Secrets of the service, which no client may see. */
  secrets: string[]
  /** Stops a service that was started for the run; keeps the folder if the run failed. */
  close(isKept: boolean): Promise<void>
}

const secret = 'a secret for attacks with more than 32 bytes'

/** Without a `server` starts one, in production mode unless these settings say otherwise. */
export async function openAttacked(
  server: string | undefined,
  settings: Record<string, string> = {},
): Promise<Attacked> {
  const folder = await mkdtemp(join(tmpdir(), 'convograph-attack-'))
  const history = openHistory(join(folder, 'history.jsonl'))
  return server ? reached(server, folder, history) : started(folder, history, settings)
}

function reached(url: string, folder: string, history: History): Attacked {
  const env = readEnv()
  return {
    ...known(url, env, folder, history),
    log: async () => '',
    secrets: [],
    close: isKept => closeFolder(folder, history, isKept),
  }
}

async function started(
  folder: string,
  history: History,
  settings: Record<string, string>,
): Promise<Attacked> {
  const forger = await startForger(secret)
  const port = Number(settings.PORT ?? (await freePort()))
  const environment = {
    NODE_ENV: 'production',
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    DATABASE_URL: '',
    CLICKHOUSE_URL: '',
    AUTH_SECRET_KEY: secret,
    LOG_LEVEL: 'debug',
    DRAIN_SECONDS: '0',
    ...withoutRates,
    ...forger.settings,
    ...settings,
  }
  const url = `http://127.0.0.1:${port}`
  const spawned = () => spawnService({ url, folder, environment, history })
  let service = spawned()
  const close = async (isKept: boolean) => {
    await service.stop()
    // A service that had to be killed leaves its PostgreSQL behind.
    const postmaster = await leftBehind(join(folder, 'data', 'postgres'))
    if (postmaster) await stopPostmaster(postmaster)
    await forger.close()
    await closeFolder(folder, history, isKept)
  }
  try {
    await service.ready()
    return {
      ...known(url, readEnv(environment), folder, history),
      get service() {
        return service
      },
      revive: async () => {
        service = spawned()
        await service.ready()
      },
      forger,
      log: () => readFile(join(folder, 'service.log'), 'utf8'),
      secrets: await secretsOf(folder),
      close,
    }
  } catch (error) {
    await close(true)
    throw error
  }
}

function known(url: string, env: Env, folder: string, history: History) {
  const token: Target['token'] = caller =>
    caller === 'nobody'
      ? null
      : signToken(env, { roles: [caller], subject: 'attack', expiresInSeconds: 3_600 })
  return { url, env, folder, history, token }
}

async function secretsOf(folder: string): Promise<string[]> {
  const postgres = JSON.parse(await readFile(join(folder, 'data', 'postgres.json'), 'utf8'))
  return [secret, folder, postgres.password, `:${postgres.port}`]
}

async function closeFolder(folder: string, history: History, isKept: boolean): Promise<void> {
  await history.close()
  if (!isKept) await rm(folder, { recursive: true, force: true })
}
