import 'reflect-metadata'
import { parseArgs } from 'node:util'
import { type AuditResult, serverAudits } from 'graphql-http'
import { run } from '../../src/cli/run.ts'
import { openAttacked } from './attacked.ts'

const help = `Audits a service against the specification of GraphQL over HTTP, with the audits of graphql-http.

  npm run audit:http -- [--server URL]

  --server  a running service, such as http://127.0.0.1:8002, whose AUTH_SECRET_KEY is set here as well.
            Default: one is started with the embedded databases in a temporary folder
`

/**
 * An invalid document is answered with 400 also as `application/json`, though the specification prefers 200: load
 * balancers and retry libraries read the status. Apollo Server does the same, and documents this in its tests.
 */
const known = ['572B', 'FDE2', '7B9B']

await run(help, async () => {
  const { values } = parseArgs({ options: { server: { type: 'string' } } })
  if (values.server && !URL.canParse(values.server)) throw new Error('--server is a URL')
  const server = values.server && new URL(values.server).origin
  // Two of the audits read the schema.
  const attacked = await openAttacked(server, { NODE_ENV: '' })
  const results = await audited(`${attacked.url}/graphql`, attacked.token('admin')!)
  await attacked.close(false)
  const bad = results.filter(isBad)
  for (const result of bad)
    process.stderr.write(`  ${result.status} ${result.id} ${result.name}: ${reasonOf(result)}\n`)
  process.stdout.write(`${bad.length ? 'FAIL' : 'PASS'} audit:http ${figures(results)}\n`)
  process.exitCode = bad.length ? 1 : 0
})

async function audited(url: string, token: string): Promise<AuditResult[]> {
  const headers = { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'true' }
  const fetchFn = (address: string, init: RequestInit = {}) =>
    fetch(address, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } })
  const results: AuditResult[] = []
  for (const audit of serverAudits({ url, fetchFn })) results.push(await audit.fn())
  return results
}

function isBad(result: AuditResult): boolean {
  if (result.status !== 'error' && result.status !== 'warn') return false
  return result.status === 'error' || !known.includes(result.id) || result.response.status !== 400
}

function reasonOf(result: AuditResult): string {
  return 'reason' in result ? result.reason : ''
}

function figures(results: AuditResult[]): string {
  const by = Object.groupBy(results, ({ status }) => status)
  const of = (status: AuditResult['status']) => by[status] ?? []
  const ids = of('warn').map(({ id }) => id)
  return [
    `audits=${results.length}`,
    `ok=${of('ok').length}`,
    `warn=${ids.length}${ids.length ? ` (${ids.join(', ')})` : ''}`,
    `notice=${of('notice').length}`,
    `error=${of('error').length}`,
  ].join(' ')
}
