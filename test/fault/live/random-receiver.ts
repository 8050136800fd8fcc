import type { ServerResponse } from 'node:http'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/delivery/webhook-receiver.ts'
import { randomOf } from '../load/random.ts'

/** An attempt of a message, and whether the receiver has accepted it. */
interface Attempt {
  id: string
  isAccepted: boolean
}

export interface RandomReceiver extends WebhookReceiver {
  /** In the order of the requests. */
  attempts: Attempt[]
}

/** Whole answers that are failures. A wait of 1 s lets many attempts fit into the run. */
const soon = { 'retry-after': '1' }
const refusals: ((response: ServerResponse) => void)[] = [
  response => response.writeHead(500, soon).end('broken'),
  response => response.writeHead(429, soon).end(),
  response => response.writeHead(503, soon).end(),
  response => response.writeHead(302, { ...soon, location: '/elsewhere' }).end(),
]
/** No answer: the second attempt follows after 5 s, the third after 5 minutes, so each message meets only one of these. */
const silences: ((response: ServerResponse) => void)[] = [response => response.destroy(), () => undefined]

/** A message that is refused eight times is given up. */
const mostRefusals = 5

/** A receiver that answers at random; at the path `/gone` with 410. */
export async function startRandomReceiver(seed: number): Promise<RandomReceiver> {
  const random = randomOf(seed, 'receiver')
  const attempts: Attempt[] = []
  const tries = new Map<string, number>()
  const receiver = await startWebhookReceiver((response, { url, headers }) => {
    const id = String(headers['webhook-id'])
    const before = tries.get(id) ?? 0
    tries.set(id, before + 1)
    const isAccepted = url === '/hook' && (before >= mostRefusals || random.chance(0.5))
    attempts.push({ id, isAccepted })
    if (url === '/gone') response.writeHead(410).end()
    else if (isAccepted) response.end()
    else random.oneOf(before ? refusals : [...refusals, ...silences])(response)
  })
  return Object.assign(receiver, { attempts })
}
