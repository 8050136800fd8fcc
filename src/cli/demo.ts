import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { authSecret } from '../auth/secret.ts'
import { signToken } from '../auth/sign-token.ts'
import { type Role } from '../auth/viewer.ts'
import { type Env, readEnv } from '../env.ts'
import { type Running, serve } from '../serve.ts'
import { answerText } from './demo/answer-text.ts'
import { questions } from './demo/questions.ts'
import { sampleFacts } from './demo/sample-facts.ts'
import { sendFacts } from './demo/send-facts.ts'
import { welcome } from './welcome.ts'

const seed = 1
const hourMs = 3_600_000
const tokenSeconds = 600

const { exit } = parseArgs({ options: { exit: { type: 'boolean', default: false } } }).values
await serve(() => withOwnData(readEnv()), showSample)

/**
 * The sample never meets anyone's facts: its engines are always the embedded ones, whatever URLs are set, in a folder
 * of their own. It shares the secret, so tokens made for the service are good here too.
 */
function withOwnData(env: Env): Env {
  return {
    ...env,
    dataDir: join(env.dataDir, 'demo'),
    databaseUrl: undefined,
    clickhouseUrl: undefined,
    auth: { ...env.auth, secret: authSecret(env) },
  }
}

/** Sends the sample, asks the questions, and serves on unless the command line says `--exit`. */
async function showSample({ env, address, stopping, stop }: Running): Promise<void> {
  const until = lastFullHour()
  const project = projectOf(until)
  const service = (role: Role) => ({
    url: `${address}/graphql`,
    token: signToken(env, { roles: [role], subject: 'demo', project, expiresInSeconds: tokenSeconds }),
  })
  const { accepted, duplicates } = await sendFacts(sampleFacts(seed, until), service('service'), stopping)
  const count = (facts: number) => facts.toLocaleString('en-US')
  console.log(`\nThe sample: ${count(accepted)} facts are new, ${count(duplicates)} were there already.`)
  for (const question of questions) console.log(await answerText(question, service('admin')))
  process.stdout.write(welcome(env, address, project))
  if (exit) await stop()
}

/** Started twice within an hour, the demo has nothing to add. */
function lastFullHour(): Date {
  return new Date(Math.floor(Date.now() / hourMs) * hourMs)
}

/** Each day has a project of its own: the sample always ends today, and yesterday's is not counted with it. */
function projectOf(until: Date): string {
  return `demo-${until.toISOString().slice(0, 10)}`
}
