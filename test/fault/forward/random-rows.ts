import type { ServerResponse } from 'node:http'
import { readEnv } from '../../../src/env.ts'
import { startWebhookReceiver, type WebhookReceiver } from '../../support/delivery/webhook-receiver.ts'
import { randomOf } from '../load/random.ts'
import { type Run } from '../run.ts'
import { type ForwardedRow } from './forwarded.ts'

/** Rows that destinations have sent, by the path of their URL: `/` and the project. */
export interface RowReceiver extends WebhookReceiver {
  /** The lines that were accepted, in their order. */
  accepted: Map<string, ForwardedRow[]>
  /** The requests that were refused, cut off or left without an answer. */
  troubles: number
  /** Those of them that were left without an answer. */
  hung: number
}

type Trouble = (response: ServerResponse, accept: () => void) => void

/** A wait of 1 s lets many attempts fit into the run. */
const soon = { 'retry-after': '1' }
const troubles: Trouble[] = [
  response => response.writeHead(429, soon).end(),
  response => response.writeHead(503, soon).end('broken'),
  response => response.writeHead(413).end(),
  response => response.destroy(),
  (response, accept) => {
    accept()
    response.destroy()
  },
  (response, accept) => {
    accept()
    response.writeHead(500, soon).end()
  },
]
/** A request without an answer takes the service half a minute, so that each destination meets few of these. */
const mostHung = 2
const hangs: Trouble[] = [() => undefined, (_, accept) => accept()]

/** Gives the run a server for destinations that answers at random. */
export async function ownRowReceiver(run: Run): Promise<void> {
  const random = randomOf(run.settings.seed, 'rows')
  const accepted: RowReceiver['accepted'] = new Map()
  const hungOf = new Map<string, number>()
  const receiver = await startWebhookReceiver((response, { url, body }) => {
    const accept = () => {
      const lines = body.trimEnd().split('\n')
      accepted.set(url, [...(accepted.get(url) ?? []), ...lines.map(line => JSON.parse(line))])
    }
    // A single row is never too large, so that none becomes a dead letter.
    const isHard = random.chance(0.3) && body.trimEnd().includes('\n')
    const canHang = (hungOf.get(url) ?? 0) < mostHung
    if (isHard && canHang && random.chance(0.2)) {
      state.troubles++
      state.hung++
      hungOf.set(url, (hungOf.get(url) ?? 0) + 1)
      random.oneOf(hangs)(response, accept)
    } else if (isHard) {
      state.troubles++
      random.oneOf(troubles)(response, accept)
    } else {
      accept()
      response.end()
    }
  })
  const state: RowReceiver = Object.assign(receiver, { accepted, troubles: 0, hung: 0 })
  run.webhook = state
  run.environment.WEBHOOK_ALLOW_PRIVATE = '127.0.0.1'
  run.env = readEnv(run.environment)
}
