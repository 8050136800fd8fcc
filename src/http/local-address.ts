import { isIPv6 } from 'node:net'
import { type Env } from '../env.ts'

/** Where a program on this machine reaches the service, whose `host` may stand for all addresses; `http://[::1]:8002`. */
export function localAddress({ host, port }: Pick<Env, 'host' | 'port'>): string {
  const reached = { '0.0.0.0': '127.0.0.1', '::': '::1' }[host] ?? host
  return `http://${isIPv6(reached) ? `[${reached}]` : reached}:${port}`
}
