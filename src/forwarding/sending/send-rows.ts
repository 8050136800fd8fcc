import { DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { keptText, type PostRules, post, type ReceivedAnswer } from '../../delivery/post.ts'
import { type EncodedRow, type Product, type RowsVerdict, type Target } from '../products/product.ts'
import { type Refusal, type Verdict, verdictOf, withoutAnswer } from './verdict.ts'

/** What was answered to a request, as far as it is shown. */
export interface Sent {
  verdict: Verdict
  status: number | null
  durationMs: number | null
  /** The first 1,000 characters of the answer, without secrets. */
  text: string | null
}

/** Sends rows of one lane in one request. A server that does not answer in time, or at all, gives a verdict too. */
export async function sendRows(
  product: Product,
  target: Target,
  rows: EncodedRow[],
  rules: PostRules,
  signal?: AbortSignal,
): Promise<Sent> {
  const { url, headers, body } = product.request(rows, target)
  const sent = { ...target.headers, 'user-agent': 'Convograph', ...headers }
  try {
    const answer = await post({ url, headers: sent, body, receiver: 'The server' }, rules, signal)
    return shown(product, target, rows, answer)
  } catch (error) {
    if (!(error instanceof DeliveryFailure)) throw error
    return { verdict: withoutAnswer(error), status: null, durationMs: null, text: null }
  }
}

function shown(product: Product, target: Target, rows: EncodedRow[], answer: ReceivedAnswer): Sent {
  const { status, headers, body, durationMs } = answer
  const secrets = secretsOf(target)
  const text = keptText(body, secrets)
  const told = product.verdictOf?.(status, body.toString(), rows)
  const verdict = told
    ? toldVerdict(told, status, words => keptText(Buffer.from(words), secrets).slice(0, 500))
    : verdictOf(status, headers, text)
  return { verdict, status, durationMs, text }
}

/** A receiver may repeat what it got, also as it was encoded. */
const secretsOf = ({ secret = '', headers }: Target) => [
  ...Object.values(headers),
  ...secret.split(':'),
  Buffer.from(secret).toString('base64'),
  Buffer.from(`${secret}:`).toString('base64'),
]

function toldVerdict(told: RowsVerdict, status: number, clean: (words: string) => string): Verdict {
  const because = (message: string): Refusal => ({ code: 'REFUSED', message: clean(message), status })
  if ('refusedAll' in told) return { type: 'refused', because: because(told.refusedAll) }
  if ('lost' in told)
    return { type: 'taken', refused: new Map(), lost: told.lost, because: because(told.message) }
  const refused = new Map([...told.refused].map(([place, message]) => [place, because(message)]))
  return { type: 'taken', refused, lost: 0 }
}
