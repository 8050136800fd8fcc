import fc from 'fast-check'
import type { FunnelInput } from '../../e2e/operations/operations.ts'
import type { FunnelQuestion } from '../evaluate/funnel.ts'
import type { LogEvent } from '../evaluate/log-event.ts'

/** The events of several users, and a question about them. */
export interface FunnelStory {
  events: LogEvent[]
  input: FunnelInput
  question: FunnelQuestion
}

/** The features of a story besides steps, windows and ranges. */
export interface FunnelOptions {
  orders: ('ORDERED' | 'STRICT' | 'UNORDERED')[]
  hasExclusions?: boolean
  hasUnits?: boolean
  hasMatches?: boolean
  hasBreakdown?: boolean
}

const hour = 3_600_000

/** Few names and instants, so that repeats and ties are common. */
const name = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom('A', 'A', 'B', 'B', 'C') },
  { weight: 2, arbitrary: fc.constantFrom('X', 'Y') },
)

const moment = (spread: number) =>
  fc.record({
    name,
    // Milliseconds after the beginning; odd ones lie just beside the edges of windows and ranges.
    after: fc
      .tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(0, 0, 0, 0, 1, 999))
      .map(([s, ms]) => s * spread * 1_000 + ms),
    plan: fc.constantFrom('', 'pro', 'pro', 'free'),
    sessionId: fc.constantFrom(undefined, undefined, 's1', 's2'),
    conversationId: fc.constantFrom(undefined, 'c1', 'c1', 'c2'),
    kind: fc.constantFrom('event', 'event', 'event', 'ai_call', 'system_metric'),
    isBot: fc.constantFrom(false, false, false, false, true),
  })

const plan = fc
  .constantFrom('pro', 'free')
  .map(value => ({ property: 'plan', operator: 'IS', values: [value] }))
const maybe = <Of>(arbitrary: fc.Arbitrary<Of>) =>
  fc.oneof({ weight: 1, arbitrary }, { weight: 2, arbitrary: fc.constant(undefined) })

const plainStep = fc.constantFrom('A', 'A', 'B', 'B', 'C').map(event => ({ event }))
const match = fc.record({ event: fc.constantFrom('A', 'B', 'B', 'C', null), filter: maybe(plan) })
const richStep = fc.oneof(
  fc.tuple(match, fc.constantFrom(false, false, true)).map(([one, firstTime]) => ({ ...one, firstTime })),
  fc.record({ anyOf: fc.array(match, { minLength: 1, maxLength: 3 }) }),
)

/** The users of each story; the last one is no user. */
export const users = 20

export const randomFunnel = (options: FunnelOptions, now: number): fc.Arbitrary<FunnelStory> =>
  fc.constantFrom(1, ...(options.hasUnits ? [900, 1_800] : [])).chain(spread =>
    fc
      .record({
        moments: fc.array(fc.array(moment(spread), { minLength: 1, maxLength: 12, size: 'max' }), {
          minLength: users,
          maxLength: users,
        }),
        // Long ago; so that windows of an hour end just now; and in the future.
        beginning: fc.constantFrom(-3_000 * hour, -hour, hour),
        steps: fc.array<object>(options.hasMatches ? richStep : plainStep, {
          minLength: 2,
          maxLength: 4,
          size: 'max',
        }),
        windowSeconds: fc.oneof(
          fc.integer({ min: 1, max: 14 }).map(seconds => seconds * spread),
          fc.constantFrom(3_595, 3_600, 3_605, 86_400),
        ),
        from: fc.integer({ min: -1, max: 6 }),
        seconds: fc.integer({ min: 3, max: 14 }),
        attempt: fc.constantFrom('BEST' as const, 'BEST' as const, 'FIRST' as const),
        rangeMode: fc.constantFrom('ENTRY' as const, 'CLIP' as const),
        order: fc.constantFrom(...options.orders),
        unit: fc.constantFrom(
          ...(options.hasUnits ? (['SESSION', 'CONVERSATION'] as const) : (['USER'] as const)),
        ),
        filter: options.hasMatches ? maybe(plan) : fc.constant(undefined),
        exclusions: fc.array(
          fc.record({
            event: fc.constantFrom('X', 'X', 'Y', options.hasMatches ? 'A' : null),
            filter: options.hasMatches
              ? fc.constant({ property: 'plan', operator: 'IS_NOT', values: ['pro'] })
              : maybe(plan),
            from: fc.nat(),
            to: fc.nat(),
            action: fc.constantFrom('DROP_USER' as const, 'STOP_ATTEMPT' as const),
          }),
          options.hasExclusions ? { minLength: 1, maxLength: 2 } : { maxLength: 0 },
        ),
        attribution: fc.constantFrom(
          ...(['FIRST_STEP', 'FIRST_TOUCH', 'LAST_TOUCH', 'EACH_VALUE', 'STEP'] as const),
        ),
        attributed: fc.nat(),
      })
      .map(drawn => toStory(drawn, options, spread, now)),
  )

type Drawn = {
  moments: {
    name: string
    after: number
    plan: string
    sessionId?: string
    conversationId?: string
    kind: string
    isBot: boolean
  }[][]
  beginning: number
  steps: object[]
  windowSeconds: number
  from: number
  seconds: number
  attempt: 'BEST' | 'FIRST'
  rangeMode: 'ENTRY' | 'CLIP'
  order: 'ORDERED' | 'STRICT' | 'UNORDERED'
  unit: 'USER' | 'SESSION' | 'CONVERSATION'
  filter?: object
  exclusions: {
    event: string | null
    filter?: object
    from: number
    to: number
    action: 'DROP_USER' | 'STOP_ATTEMPT'
  }[]
  attribution: 'FIRST_STEP' | 'STEP' | 'FIRST_TOUCH' | 'LAST_TOUCH' | 'EACH_VALUE'
  attributed: number
}

function toStory(drawn: Drawn, options: FunnelOptions, spread: number, now: number): FunnelStory {
  const { moments, beginning, from, seconds, exclusions, attributed, ...rest } = drawn
  // Unordered steps have no numbers, so attribution STEP is refused.
  const isWithoutNumbers = rest.order === 'UNORDERED' && rest.attribution === 'STEP'
  const { attribution, ...asked } = isWithoutNumbers ? { ...rest, attribution: 'FIRST_STEP' as const } : rest
  const zero = now + beginning
  const range = { from: zero + from * spread * 1_000, to: zero + (from + seconds) * spread * 1_000 }
  const last = asked.steps.length - 1
  const placed = exclusions.map(({ from, to, ...exclusion }) => {
    const fromStep = asked.order === 'UNORDERED' ? 0 : from % last
    const toStep = asked.order === 'UNORDERED' ? last : fromStep + 1 + (to % (last - fromStep))
    return { ...exclusion, fromStep, toStep }
  })
  const step = attribution === 'STEP' ? attributed % (last + 1) : undefined
  return {
    events: moments
      .flatMap((own, user) => own.map(moment => toEvent(moment, user, zero, options)))
      .map((event, position) => ({ ...event, position })),
    input: {
      ...asked,
      range: { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() },
      exclusions: placed.map(exclusion => ({
        ...exclusion,
        fromStep: exclusion.fromStep + 1,
        toStep: exclusion.toStep + 1,
      })),
      ...(options.hasBreakdown && {
        breakdown: { property: 'plan', attribution, step: step === undefined ? undefined : step + 1 },
      }),
    } as FunnelInput,
    question: {
      ...asked,
      ...range,
      exclusions: placed,
      ...(options.hasBreakdown && { breakdown: { property: 'plan', attribution, step } }),
    } as FunnelQuestion,
  }
}

function toEvent(
  { name, after, plan, sessionId, conversationId, kind, isBot }: Drawn['moments'][number][number],
  user: number,
  zero: number,
  { hasUnits, hasMatches }: FunnelOptions,
): Omit<LogEvent, 'position'> {
  return {
    user: user === users - 1 ? null : `u${user}`,
    name,
    at: zero + after,
    kind: (hasUnits || hasMatches ? kind : 'event') as LogEvent['kind'],
    isBot: (hasUnits || hasMatches) && isBot,
    properties: plan ? { plan } : undefined,
    // Two users share each id, or a user and nobody.
    sessionId: sessionId && `${sessionId} of ${user % 10}`,
    conversationId: conversationId && `${conversationId} of ${user % 10}`,
  }
}
