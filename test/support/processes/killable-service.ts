import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { signToken } from '../../../src/auth/tokens/sign-token.ts'
import { readEnv } from '../../../src/env.ts'
import { graphqlRequest } from '../graphql/graphql-request.ts'
import { withoutRates } from '../without-rates.ts'
import { freePort, type MainProcess, startMain } from './main-process.ts'

/** The service in one process after another, on the same database and data folder. */
export interface KillableService {
  /** Starts a process and waits until it serves. */
  start(): Promise<void>
  /** Ends the running process, if any, with SIGKILL. */
  kill(): Promise<void>
  /** Ends the process with SIGTERM and returns its exit code. */
  stop(): Promise<number | NodeJS.Signals | null>
  /** The data of an answer to an administrator; throws if the answer has errors. */
  answer<Data, Variables extends object = object>(
    query: string | TypedDocumentNode<Data, Variables>,
    variables?: Variables,
  ): Promise<Data>
}

export async function killableService(settings: {
  DATABASE_URL: string
  DATA_DIR: string
  [name: string]: string
}): Promise<KillableService> {
  const port = await freePort()
  const env = {
    PORT: String(port),
    AUTH_SECRET_KEY: 'a secret for tests with more than 32 bytes',
    LOG_LEVEL: 'error',
    // A question includes every earlier event, even on a busy machine.
    PROJECTION_WAIT_MS: '20000',
    ...withoutRates,
    ...settings,
  }
  const url = `http://127.0.0.1:${port}/graphql`
  const token = signToken(readEnv(env), { roles: ['admin'], subject: 'tester', expiresInSeconds: 600 })
  let main: MainProcess | undefined
  const end = async (signal: NodeJS.Signals) => {
    const ended = await main?.end(signal)
    main = undefined
    return ended ?? null
  }
  return {
    start: async () => {
      main = startMain(env)
      await main.printed('Stop with Ctrl-C.')
    },
    kill: async () => {
      await end('SIGKILL')
    },
    stop: () => end('SIGTERM'),
    answer: async (query, variables) => {
      const { data, errors } = await graphqlRequest({ url, token }, query, variables)
      if (errors.length || !data) throw new Error(JSON.stringify(errors))
      return data
    },
  }
}
