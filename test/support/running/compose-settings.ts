import { readFileSync } from 'node:fs'
import { parse } from 'yaml'

/**
 * The settings of the service in a container of `compose.yml`: the lines that `docs/running.md` adds to `.env` for the profile `servers`, with
 * a password and a secret, and those of the file itself.
 */
export function composeSettings({
  password,
  secret,
}: {
  password: string
  secret: string
}): Record<string, string> {
  const page = readFileSync('docs/running.md', 'utf8')
  const [, lines] = /```sh\n(COMPOSE_PROFILES=servers\n[^`]*)```/.exec(page)!
  const added = lines!
    .trim()
    .split('\n')
    .map(line => line.split(/=(.*)/s) as [string, string])
  const env: Record<string, string> = { AUTH_SECRET_KEY: secret }
  for (const [name, text] of added)
    env[name] = name === 'SERVERS_PASSWORD' ? password : text.replace(/\$\{SERVERS_PASSWORD\}/g, password)
  const { environment } = parse(readFileSync('compose.yml', 'utf8')).services.convograph
  const own = Object.entries<string | number>(environment).map(([name, value]) => [
    name,
    String(value).replace(/^\$\{(\w+):.*\}$/, (_, from: string) => env[from] ?? ''),
  ])
  return { ...env, ...Object.fromEntries(own) }
}
