import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { checkProjectId } from '../auth/projects/projects.ts'
import { signToken } from '../auth/tokens/sign-token.ts'
import { defaultProject } from '../auth/viewer.ts'
import { readEnv } from '../env.ts'
import { checkedRoles } from './checked-roles.ts'
import { secondsOf } from './duration.ts'
import { run } from './run.ts'

const help = `Prints a token that is signed with the secret of the service.

  npm run token -- --role admin [--project default] [--subject NAME] [--expires-in 24h]

  --role        admin (queries and tracks), service (tracks) or super-admin (manages projects); repeat the option for
                several. Default: admin
  --project     the project of the token. Default: default
  --subject     the name of the client in logs and rate limits. Default: cli
  --expires-in  such as 90s, 30m, 24h or 7d; at most AUTH_MAX_LIFETIME. Default: 1h
`

run(help, () => {
  const { values } = parseArgs({
    options: {
      role: { type: 'string', multiple: true, default: ['admin'] },
      project: { type: 'string', default: defaultProject },
      subject: { type: 'string', default: 'cli' },
      'expires-in': { type: 'string', default: '1h' },
    },
  })
  checkProjectId(values.project)
  if (!values.subject) throw new Error('--subject must not be empty.')
  const env = readEnv()
  const expiresInSeconds = secondsOf(values['expires-in'])
  if (expiresInSeconds > env.auth.maxLifetimeSeconds)
    throw new Error(`--expires-in must be at most ${env.auth.maxLifetimeSeconds} s (AUTH_MAX_LIFETIME).`)
  const token = signToken(env, {
    roles: checkedRoles(values.role),
    subject: values.subject,
    project: values.project,
    expiresInSeconds,
  })
  process.stdout.write(`${token}\n`)
})
