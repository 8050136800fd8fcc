import { type FastifyInstance, type FastifyRequest } from 'fastify'
import { isForOperators } from './for-operators.ts'
import { refusal } from './refusal.ts'

/**
 * Answers only under these hosts, each a name (`api.example.com`, `*.example.com`) or a name and a port; under every host
 * if the list is empty. A page whose name is pointed at this service (DNS rebinding) gets no answer.
 */
export function allowHosts(server: FastifyInstance, hosts: string[]): void {
  if (!hosts.length) return
  const allowed = hosts.map(hostOf)
  const isAllowed = (text: string) => {
    const sent = hostOf(text)
    return allowed.some(host => matches(host, sent))
  }
  server.addHook('onRequest', async request => {
    if (isForOperators(request)) return
    if (!hostsOf(request).every(isAllowed)) throw refusal(421, 'This service does not answer for this host.')
  })
}

/** The host of the header, of the request to a trusted proxy, and of an absolute address: each has to be allowed. */
function hostsOf({ headers, host, raw }: FastifyRequest): string[] {
  const [, inAddress] = /^[a-z]+:\/\/([^/?#]*)/i.exec(raw.url ?? '') ?? []
  return [headers.host ?? '', host, ...(inAddress === undefined ? [] : [inAddress])]
}

interface Host {
  name: string
  port: string | undefined
}

/** In lower case, without the dot at the end of a fully qualified name. */
function hostOf(text: string): Host {
  const [, name = '', port] = /^(\[[^\]]*\]|[^:]*?)\.?(?::(\d+))?$/.exec(text.toLowerCase()) ?? []
  return { name, port }
}

function matches(allowed: Host, sent: Host): boolean {
  if (allowed.port !== undefined && allowed.port !== sent.port) return false
  return allowed.name.startsWith('*.')
    ? sent.name.endsWith(allowed.name.slice(1)) && sent.name.length >= allowed.name.length
    : sent.name === allowed.name
}
