import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { isForOperators } from './for-operators.ts'
import { refusal } from './refusal.ts'

/**
 * Answers only for these hosts, each a name (`api.example.com`, `*.example.com`) or a name and a port; for every host
 * when there are none. So a page whose name is pointed at this service (DNS rebinding) cannot ask it.
 */
export function allowHosts(server: FastifyInstance, hosts: string[]): void {
  if (!hosts.length) return
  const allowed = hosts.map(hostOf)
  const isAllowed = (text: string) => {
    const asked = hostOf(text)
    return allowed.some(host => matches(host, asked))
  }
  server.addHook('onRequest', async request => {
    if (isForOperators(request)) return
    if (!hostsOf(request).every(isAllowed)) throw refusal(421, 'This service does not answer for this host.')
  })
}

/** Each has to be allowed: the header, what a trusted proxy was asked for, and that of an absolute address. */
function hostsOf({ headers, host, raw }: FastifyRequest): string[] {
  const [, inAddress] = /^[a-z]+:\/\/([^/?#]*)/i.exec(raw.url ?? '') ?? []
  return [headers.host ?? '', host, ...(inAddress === undefined ? [] : [inAddress])]
}

interface Host {
  name: string
  port: string | undefined
}

/** In small letters, without the dot that ends a full name. */
function hostOf(text: string): Host {
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*?)\.?(?::(\d+))?$/.exec(text.toLowerCase()) ?? []
  return { name, port }
}

function matches(allowed: Host, asked: Host): boolean {
  if (allowed.port !== undefined && allowed.port !== asked.port) return false
  return allowed.name.startsWith('*.')
    ? asked.name.endsWith(allowed.name.slice(1)) && asked.name.length >= allowed.name.length
    : asked.name === allowed.name
}
