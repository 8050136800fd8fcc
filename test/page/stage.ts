import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { customersOf, identifyCustomers } from '../../src/cli/demo/identify-customers.ts'
import { type SampleEvent } from '../../src/cli/demo/sample-event.ts'
import { sampleEvents } from '../../src/cli/demo/sample-events.ts'
import { sendEvents } from '../../src/cli/demo/send-events.ts'
import { type ServiceAddress } from '../../src/cli/import/send.ts'
import { openAttacked } from '../attack/attacked.ts'
import { type SmtpReceiver, startSmtpReceiver } from '../support/delivery/smtp-receiver.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../support/delivery/webhook-receiver.ts'
import { freePort } from '../support/processes/main-process.ts'
import { type Given } from './proof.ts'

/** A service with the sample of the demo. */
export interface Stage extends AsyncDisposable {
  url: string
  /** Of an administrator. */
  token: string
  /** Of an administrator of a project without events; absent for a service that was running before. */
  empty?: string
  /** What is around a service that was started for the proof; undefined for one that ran before. */
  own: Own | undefined
}

interface Own {
  /** Gets the mails of the service. */
  smtp: SmtpReceiver
  /** Gets what webhooks and destinations send. */
  hook: WebhookReceiver
  /** Ends the service without a warning. */
  kill(): Promise<void>
  /** Starts it again. */
  revive(): Promise<void>
}

const dayMs = 86_400_000
const hourMs = 3_600_000

/** The same for every run. */
const seed = 1

export async function openStage({ server, token, days }: Given): Promise<Stage> {
  if (server && token)
    return { url: server, token, own: undefined, [Symbol.asyncDispose]: async () => undefined }
  const { stage, service } = await startService()
  const events = await sendSample(service, days)
  await identifyCustomers(customersOf(events), service)
  return stage
}

/** A service without data, and how its services send events. */
export async function startService(settings: Record<string, string> = {}) {
  await using opened = new AsyncDisposableStack()
  const smtp = await startSmtpReceiver()
  opened.defer(smtp.close)
  const hook = await startWebhookReceiver()
  opened.defer(hook.close)
  const attacked = await openAttacked(undefined, { ...settingsFor(await freePort(), smtp), ...settings })
  opened.defer(() => attacked.close(false))
  const own: Own = {
    smtp,
    hook,
    kill: () => attacked.service!.kill('node'),
    revive: attacked.revive!,
  }
  const all = opened.move()
  const stage: Stage = {
    url: attacked.url,
    token: signToken(attacked.env, { roles: ['admin'], subject: 'ann', expiresInSeconds: 7_200 }),
    empty: signToken(attacked.env, {
      roles: ['admin'],
      subject: 'new',
      project: 'empty',
      expiresInSeconds: 3_600,
    }),
    own,
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  }
  return { stage, service: { url: `${attacked.url}/graphql`, token: attacked.token('service')! } }
}

const settingsFor = (port: number, smtp: SmtpReceiver) => ({
  NODE_ENV: 'development',
  LOG_LEVEL: 'error',
  PORT: String(port),
  PUBLIC_URL: `http://127.0.0.1:${port}`,
  SMTP_URL: smtp.url,
  MAIL_FROM: 'Convograph <numbers@example.com>',
  WEBHOOK_ALLOW_PRIVATE: '127.0.0.1',
})

/** Sends the latest days of the sample. */
export async function sendSample(service: ServiceAddress, days: number): Promise<SampleEvent[]> {
  const until = new Date(Math.floor(Date.now() / hourMs) * hourMs)
  const events = sampleEvents(seed, until).filter(({ at }) => at >= until.getTime() - days * dayMs)
  await sendEvents(events, service, new AbortController().signal)
  return events
}
