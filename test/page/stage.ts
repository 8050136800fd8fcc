import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { customersOf, identifyCustomers } from '../../src/cli/demo/identify-customers.ts'
import { type SampleEvent } from '../../src/cli/demo/sample-event.ts'
import { sampleEvents } from '../../src/cli/demo/sample-events.ts'
import { sendEvents } from '../../src/cli/demo/send-events.ts'
import { type ServiceAddress } from '../../src/cli/import/send.ts'
import { openAttacked } from '../attack/attacked.ts'
import { type Given } from './proof.ts'

/** A service with the sample of the demo. */
export interface Stage extends AsyncDisposable {
  url: string
  /** Of an administrator. */
  token: string
  /** Of an administrator of a project without events; absent for a service that was running before. */
  empty?: string
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** The same for every run. */
const seed = 1

export async function openStage({ server, token, days }: Given): Promise<Stage> {
  if (server && token) return { url: server, token, [Symbol.asyncDispose]: async () => undefined }
  const { stage, service } = await startService()
  const events = await sendSample(service, days)
  await identifyCustomers(customersOf(events), service)
  return stage
}

/** A service without data, and how its services send events. */
export async function startService(settings: Record<string, string> = {}) {
  const attacked = await openAttacked(undefined, { NODE_ENV: 'development', LOG_LEVEL: 'error', ...settings })
  const stage: Stage = {
    url: attacked.url,
    token: attacked.token('admin')!,
    empty: signToken(attacked.env, {
      roles: ['admin'],
      subject: 'new',
      project: 'empty',
      expiresInSeconds: 3_600,
    }),
    [Symbol.asyncDispose]: () => attacked.close(false),
  }
  return { stage, service: { url: `${attacked.url}/graphql`, token: attacked.token('service')! } }
}

/** Sends the latest days of the sample. */
export async function sendSample(service: ServiceAddress, days: number): Promise<SampleEvent[]> {
  const until = new Date(Math.floor(Date.now() / hourMs) * hourMs)
  const events = sampleEvents(seed, until).filter(({ at }) => at >= until.getTime() - days * dayMs)
  await sendEvents(events, service, new AbortController().signal)
  return events
}
