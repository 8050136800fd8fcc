import { GraphQLError } from 'graphql'
import { unauthenticated as noLongerValid } from '../../errors.ts'
import { type StreamAnswer } from '../../streams/answer.ts'
import { type Subscriber } from '../../streams/subscriber.ts'
import { type StreamClock } from '../../streams/ticks.ts'
import { whenAborted } from '../../streams/when-aborted.ts'

/** A subscription is completed after this time; its client subscribes again. */
const lifetimeSeconds = 3_600
/** How often an API key is checked: a revoked one ends its subscriptions. */
const proofSeconds = 5

interface Ending {
  clock: StreamClock
  prove(): Promise<unknown>
  unauthenticated(error: unknown): StreamAnswer
}

/** Ends a subscription after an hour, and with UNAUTHENTICATED once its credential is not valid any longer. */
export function endInTime(subscriber: Subscriber, { clock, prove, unauthenticated }: Ending): void {
  const { viewer } = subscriber.sender
  const refuse = (error: unknown) => subscriber.finish(unauthenticated(error))
  const timers = [setTimeout(() => subscriber.finish(), lifetimeSeconds * clock.secondMs)]
  const leftMs = (viewer?.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY) - Date.now()
  if (leftMs < lifetimeSeconds * 1_000)
    timers.push(setTimeout(() => refuse(noLongerValid('The token has expired.')), leftMs))
  if (viewer?.proof === 'API_KEY') {
    const check = () => prove().catch(error => isUnauthenticated(error) && refuse(error))
    timers.push(setInterval(check, proofSeconds * clock.secondMs))
  }
  whenAborted(subscriber.gone, () => timers.forEach(clearTimeout))
}

/** During an outage nothing is known about the key. */
const isUnauthenticated = (error: unknown) =>
  error instanceof GraphQLError && error.extensions.code === 'UNAUTHENTICATED'
