import { randomUUID } from 'node:crypto'
import { definition } from '../../analytics/query/definition.ts'
import { DeliveryFailure } from '../../delivery/delivery-failure.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type DestinationTest } from '../../schema/forwarding/destination.ts'
import { products } from '../products/index.ts'
import { type Row, uuidOf } from '../rows/row.ts'
import { prepared } from '../sending/prepare.ts'
import { type Sent, sendRows } from '../sending/send-rows.ts'
import { withoutAnswer } from '../sending/verdict.ts'
import { type StoredDestination, storedDestination, targetOf } from '../stored-destination.ts'

/** Sends one made-up event to a destination and waits for the answer. It is not retried. @throws NOT_FOUND */
export async function testDestination(scope: RequestScope, id: string): Promise<DestinationTest> {
  await definition(scope.em, 'destination', id)
  const destination = (await storedDestination(scope.pool, scope.project, id))!
  const { verdict, status, durationMs, text } = await sentTest(scope, destination)
  const refusal = verdict.type === 'taken' ? (verdict.because ?? verdict.refused.get(0)) : verdict.because
  return { isDelivered: !refusal, status, durationMs, answer: text, code: refusal?.code ?? null }
}

async function sentTest(
  { services, gone, asOf }: RequestScope,
  destination: StoredDestination,
): Promise<Sent> {
  const { salt, content } = destination
  const product = products[content.kind]
  try {
    const target = targetOf(destination, services.webhooks.seal)
    const plain = { salt, content: { kind: content.kind } }
    return await sendRows(
      product,
      target,
      [prepared(plain, product, target, testRow(asOf))!],
      services.webhooks,
      gone,
    )
  } catch (error) {
    if (!(error instanceof DeliveryFailure)) throw error
    return { verdict: withoutAnswer(error), status: null, durationMs: null, text: null }
  }
}

/** A model call, since every product has words for it. */
function testRow(at: Date): Row {
  const id = randomUUID()
  return {
    type: 'event',
    thing: 'EVENT',
    number: '0',
    position: { tx: '0', seq: '0' },
    messageId: `ai_call:test-${id}`,
    uuid: uuidOf('test', id),
    at,
    kind: 'ai_call',
    name: 'convograph_test',
    fields: { userId: 'convograph-test', model: 'convograph-test', durationMs: 1, isTest: true },
    properties: {},
  }
}
