import { type IncomingMessage } from 'node:http'
import Negotiator from 'negotiator'

/**
 * The content encoding to send, of those in which a file is there; `identity` for none. Browsers list `br` last without meaning
 * it, and the negotiator follows their order, so it is chosen here.
 */
export function chosenEncoding(
  request: Pick<IncomingMessage, 'headers'>,
  available: readonly string[],
): string | undefined {
  const accepted = new Negotiator(request as IncomingMessage).encodings([...available, 'identity'])
  return accepted.includes('br') ? 'br' : accepted[0]
}
