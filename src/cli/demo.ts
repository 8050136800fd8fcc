import 'reflect-metadata'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { authSecret } from '../auth/tokens/secret.ts'
import { signToken } from '../auth/tokens/sign-token.ts'
import { type TokenRole } from '../auth/viewer.ts'
import { dayMs, hourMs } from '../durations.ts'
import { type Env, readEnv } from '../env.ts'
import { answerText } from './demo/answer-text.ts'
import { customersOf, identifyCustomers } from './demo/identify-customers.ts'
import { questions } from './demo/questions.ts'
import { sampleDays } from './demo/rhythm.ts'
import { sampleEvents } from './demo/sample-events.ts'
import { type Sent, sendEvents } from './demo/send-events.ts'
import { run } from './run.ts'
import { type Running, serve } from './serve.ts'
import { welcome } from './welcome.ts'

const seed = 1
const tokenSeconds = 600

const help = `Starts the service with sample data of a chat platform and asks it three questions.

  npm run demo [-- --exit --days N]

  --exit    stops after the answers, instead of serving until Ctrl-C
  --days N  sends only the last N days of the sample, 1 to ${sampleDays}

The sample has about 150,000 events of the last 90 days: visits, conversations, messages and feedback, model calls with
their costs, requests, logins, machines, and a bad day in the last week. It is stored in DATA_DIR/demo, in embedded
engines of its own (DATABASE_URL and CLICKHOUSE_URL are not used), so it never mixes with your events. Each day has a
project of its own, such as demo-2026-01-31. A second start on the same day adds only the events since the first one.
`

run(help, () => {
  const { exit, days } = parseArgs({
    options: { exit: { type: 'boolean', default: false }, days: { type: 'string' } },
  }).values
  const sentDays = checkedDays(days ?? String(sampleDays))
  return serve(
    () => withOwnData(readEnv()),
    async running => {
      await showSample(running, sentDays)
      if (exit) await running.stop()
    },
  )
})

function checkedDays(text: string): number {
  const days = Number(text)
  if (!Number.isInteger(days) || days < 1 || days > sampleDays)
    throw new Error(`--days must be a whole number from 1 to ${sampleDays}`)
  return days
}

/**
 * The sample never mixes with other events: its engines are always embedded, even if URLs are set, in a folder of their
 * own. The demo has the secret of the service, so it accepts the tokens of the service.
 */
function withOwnData(env: Env): Env {
  const auth = { ...env.auth, jwksUrl: undefined }
  return {
    ...env,
    dataDir: join(env.dataDir, 'demo'),
    databaseUrl: undefined,
    clickhouseUrl: undefined,
    clickhouseCluster: undefined,
    formerClickhouse: undefined,
    auth: { ...auth, secret: authSecret({ ...env, auth }) },
    // The sample is sent as 150 batches and hundreds of users without a pause, more than the rate limits may allow.
    rates: { ...env.rates, batch: 0, track: 0 },
  }
}

/** Sends the sample, asks the questions and prints tokens and an example for further ones. */
async function showSample({ env, address, stopping }: Running, days: number): Promise<void> {
  const until = lastFullHour()
  const project = projectOf(until)
  const service = (role: TokenRole) => ({
    url: `${address}/graphql`,
    token: signToken(env, { roles: [role], subject: 'demo', project, expiresInSeconds: tokenSeconds }),
  })
  const from = until.getTime() - days * dayMs
  const events = sampleEvents(seed, until).filter(({ at }) => at >= from)
  const sent = await sendEvents(events, service('service'), stopping)
  await identifyCustomers(customersOf(events), service('service'))
  console.log(`\nThe sample is in ${env.dataDir}, project ${project}: ${sentText(sent)}.`)
  for (const question of questions) console.log(await answerText(question, service('admin')))
  process.stdout.write(welcome(env, address, project))
}

function sentText({ accepted, duplicates }: Sent): string {
  const [added, stored] = [accepted, duplicates].map(events => events.toLocaleString('en-US'))
  return `${added} events are new, ${stored} were stored before`
}

/** A second start within the same hour adds nothing. */
function lastFullHour(): Date {
  return new Date(Math.floor(Date.now() / hourMs) * hourMs)
}

/** Each day has a project of its own: the sample ends today, and must not be counted together with that of yesterday. */
function projectOf(until: Date): string {
  return `demo-${until.toISOString().slice(0, 10)}`
}
