import { type GraphQLSchema } from 'graphql'
import { knownCode } from '../../codes/error-code.ts'
import { type Env } from '../../env.ts'
import { statusOf } from '../../errors.ts'
import { chargeSubscription } from '../../request/admit.ts'
import { audit } from '../../request/audit.ts'
import { observe } from '../../request/observe.ts'
import { RequestScope, type Sender } from '../../request/request-scope.ts'
import { type Services } from '../../services.ts'
import { type Subscriber } from '../../streams/subscriber.ts'
import { whenAborted } from '../../streams/when-aborted.ts'
import { formatErrors } from '../plugins/format-error.ts'
import { trusting } from '../plugins/trust-only.ts'
import { type TrustedDocuments } from '../read-trusted-documents.ts'
import { endInTime } from './end-in-time.ts'
import { type ReadOperation, readOperation, type SentOperation } from './read-operation.ts'
import { failedAnswer, RefusedSubscription, refused } from './refused-subscription.ts'
import { streamOperation } from './stream-operation.ts'

interface Wiring {
  env: Env
  services: Services
  schema: GraphQLSchema
  trusted: TrustedDocuments | undefined
}

/** The client of a subscription, and a check that its credential is still valid. */
interface Listener {
  sender: Sender
  /** @throws UNAUTHENTICATED once the credential is not valid any longer */
  prove(): Promise<unknown>
}

/** Begins a subscription. @throws RefusedSubscription */
export type OpenSubscription = (listener: Listener, sent: unknown) => Promise<Subscriber>

/** The gate of subscriptions, the same for every transport: what a request passes in `/graphql`, and the limits of streams. */
export function createSubscriptions({ env, services, schema, trusted }: Wiring): OpenSubscription {
  const format = formatErrors(env.introspection ? schema : undefined)
  const distrust = trusted ? trusting(trusted) : () => undefined

  const read = (sent: unknown): ReadOperation => {
    const distrusted = distrust(sent)
    if (distrusted) throw distrusted
    return readOperation(schema, env, (sent ?? {}) as SentOperation)
  }

  const join = async (scope: RequestScope, { sender, prove }: Listener, operation: ReadOperation) => {
    scope.cost = operation.cost.total
    await chargeSubscription(scope)
    const stream = streamOperation({ schema, services, format }, operation, scope)
    const subscriber = await services.streams.join(services, sender, stream)
    const { clock } = services.streams
    endInTime(subscriber, { clock, prove, unauthenticated: error => failedAnswer(format, error) })
    return subscriber
  }

  return async (listener, sent) => {
    const scope = new RequestScope(services, listener.sender)
    const began = performance.now()
    let operation: ReadOperation | undefined
    try {
      operation = read(sent)
      const subscriber = await join(scope, listener, operation)
      await recordStart(scope, operation, 'OK', began)
      const opened = operation
      whenAborted(subscriber.gone, () => void recordEnd(subscriber, services, opened, began))
      return subscriber
    } catch (error) {
      const refusal = error instanceof RefusedSubscription ? error : refused(format, [error].flat())
      await recordStart(scope, operation, refusal.code, began)
      throw refusal
    }
  }
}

async function recordStart(
  scope: RequestScope,
  read: ReadOperation | undefined,
  code: string,
  began: number,
): Promise<void> {
  const outcome = code === 'OK' ? code : knownCode(code)
  const durationMs = performance.now() - began
  const codes = code === 'OK' ? [] : [code]
  const status = code === 'OK' ? 200 : (statusOf(code) ?? 400)
  const operation = read ? `subscription ${read.field}` : 'invalid'
  observe(scope, {
    surface: 'subscription',
    operation,
    operationName: nameOf(read),
    status,
    codes,
    durationMs,
  })
  if (read) await audit(scope, { ...entryOf(read), outcome, durationMs })
}

async function recordEnd(
  { sender, last, points }: Subscriber,
  services: Services,
  read: ReadOperation,
  began: number,
): Promise<void> {
  const scope = new RequestScope(services, sender)
  scope.cost = points
  const code = last?.errors?.[0]?.extensions?.code
  const outcome = code === undefined ? 'OK' : knownCode(code)
  const durationMs = performance.now() - began
  services.log.debug(
    { requestId: sender.requestId, field: read.field, outcome, durationMs },
    'a subscription has ended',
  )
  await audit(scope, { ...entryOf(read), outcome, durationMs, isEnd: true })
}

const nameOf = (read: ReadOperation | undefined) => read?.operation.name?.value

const entryOf = (read: ReadOperation) => ({
  kind: 'SUBSCRIPTION' as const,
  operationName: nameOf(read),
  fields: [read.field],
  isRecorded: false,
})
