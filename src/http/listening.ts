import { once } from 'node:events'
import { createServer } from 'node:net'
import { type Env } from '../env.ts'

type Address = Pick<Env, 'host' | 'port'>

/**
 * Listens for a moment, so that a port in use is found before the engines start, which takes up to a minute.
 * @throws Error that names PORT or HOST
 */
export async function checkAddress(address: Address): Promise<void> {
  const probe = createServer()
  try {
    probe.listen(address.port, address.host)
    await once(probe, 'listening')
  } catch (error) {
    throw cannotListen(address, error)
  } finally {
    probe.close()
  }
}

/** The error of listening as a sentence about the setting that is wrong. */
export function cannotListen({ host, port }: Address, cause: unknown): Error {
  const { code, message } = cause as NodeJS.ErrnoException
  const sentence =
    reasons[code ?? '']?.(port) ?? `HOST ${host} is not an address of this machine (${message})`
  return new Error(sentence, { cause })
}

const reasons: Record<string, (port: number) => string> = {
  EADDRINUSE: port =>
    `PORT ${port} is in use by another program, or by a Convograph that runs already. Stop it, or set PORT to another port`,
  EACCES: port => `PORT ${port} is not open to this account. Set PORT to one from 1024`,
}
