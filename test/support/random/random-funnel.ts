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
  /** Whether the options are those of another product. */
  hasPreset?: boolean
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
    size: fc.constantFrom('', 's', 'm', 'm'),
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
const firstTime = fc.constantFrom(
  { firstTime: false },
  { firstTime: false },
  { firstTime: true },
  { firstTime: true, firstTimeOf: 'MATCH' },
)
const anyMatch = fc.oneof(match, fc.record({ anyOf: fc.array(match, { minLength: 1, maxLength: 3 }) }))
const richStep = fc.tuple(anyMatch, firstTime).map(([one, first]) => ({ ...one, ...first }))

/** Steps that often match the same events. */
const looseStep = fc.oneof(
  fc.constant({}),
  fc.record({ anyOf: fc.array(plainStep, { minLength: 1, maxLength: 2 }) }),
)
const stepOf = ({ hasMatches, hasPreset }: FunnelOptions): fc.Arbitrary<object> => {
  if (hasPreset) return fc.oneof({ weight: 2, arbitrary: plainStep }, { weight: 1, arbitrary: looseStep })
  return hasMatches ? richStep : plainStep
}

/** The users of each story; the last one is no user. */
export const users = 20

export const randomFunnel = (options: FunnelOptions, now: number): fc.Arbitrary<FunnelStory> =>
  fc.constantFrom(1, ...(options.hasUnits ? [900, 1_800] : [])).chain(spread =>
    fc
      .record({
        moments: fc.array(fc.array(moment(spread), momentsOf(options)), {
          minLength: users,
          maxLength: users,
        }),
        // Long ago; so that windows of an hour end just now; and in the future.
        beginning: fc.constantFrom(-3_000 * hour, -hour, hour),
        steps: fc.array<object>(stepOf(options), {
          minLength: options.hasExclusions ? 2 : 1,
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
        ties: fc.constantFrom('STEP_ORDER' as const, 'ANY_ORDER' as const),
        compatibility: fc.constantFrom(...products),
        order: fc.constantFrom(...options.orders),
        unit: fc.constantFrom(
          ...(options.hasUnits ? (['SESSION', 'CONVERSATION'] as const) : (['USER'] as const)),
        ),
        filter: options.hasMatches ? maybe(plan) : fc.constant(undefined),
        exclusions: fc.array(exclusion(options), exclusionsOf(options)),
        attribution: fc.constantFrom(
          ...(['FIRST_STEP', 'FIRST_TOUCH', 'LAST_TOUCH', 'EACH_VALUE', 'STEP'] as const),
        ),
        attributed: fc.nat(),
        properties: fc.constantFrom<string[]>(['plan'], ['plan', 'size'], ['size', 'plan', 'missing']),
        first: fc.constantFrom(1, 2, 25, 25),
      })
      .map(drawn => toStory(drawn, options, spread, now)),
  )

/** The number of events of a user: more where they are divided among sessions or conversations. */
const momentsOf = ({ hasUnits }: FunnelOptions): fc.ArrayConstraints => ({
  minLength: 1,
  maxLength: hasUnits ? 30 : 12,
  size: 'max',
})

/** An exclusion that steps may overlap with; none that equals a step, which is refused. */
const exclusion = ({ hasMatches, hasPreset }: FunnelOptions) => {
  const overlapping = hasPreset ? [] : [hasMatches ? 'A' : null]
  const single = fc.record({
    event: fc.constantFrom('X', 'X', 'Y', ...overlapping),
    filter: hasMatches ? fc.constant({ property: 'plan', operator: 'IS_NOT', values: ['pro'] }) : maybe(plan),
  })
  const anyOf = fc.array(single, { minLength: 1, maxLength: 3 })
  return fc
    .tuple(
      fc.oneof({ weight: 2, arbitrary: single }, { weight: 1, arbitrary: fc.record({ anyOf }) }),
      fc.record({ from: fc.nat(), to: fc.nat(), action: fc.constantFrom(...actions) }),
    )
    .map(([excluded, place]) => ({ ...excluded, ...place }))
}

/** The number of exclusions: at least one, since few histories meet them. */
const exclusionsOf = ({ hasExclusions, hasPreset }: FunnelOptions) =>
  hasExclusions ? { minLength: hasPreset ? 0 : 1, maxLength: 2 } : { maxLength: 0 }

const actions = ['DROP_USER', 'STOP_ATTEMPT', 'DROP_ATTEMPT'] as const

const products = ['POSTHOG', 'MIXPANEL', 'AMPLITUDE', 'CLICKHOUSE'] as const

/** The options of each product. */
const optionsOf = {
  POSTHOG: { attempt: 'BEST', rangeMode: 'CLIP', ties: 'ANY_ORDER' },
  MIXPANEL: { attempt: 'FIRST', rangeMode: 'ENTRY', ties: 'STEP_ORDER' },
  AMPLITUDE: { attempt: 'BEST', rangeMode: 'ENTRY', ties: 'STEP_ORDER' },
  CLICKHOUSE: { attempt: 'BEST', rangeMode: 'CLIP', ties: 'ANY_ORDER' },
} as const

type Drawn = {
  moments: {
    name: string
    after: number
    plan: string
    size: string
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
  ties: 'STEP_ORDER' | 'ANY_ORDER'
  compatibility: (typeof products)[number]
  order: 'ORDERED' | 'STRICT' | 'UNORDERED'
  unit: 'USER' | 'SESSION' | 'CONVERSATION'
  filter?: object
  exclusions: {
    event?: string | null
    filter?: object
    anyOf?: object[]
    from: number
    to: number
    action: (typeof actions)[number]
  }[]
  attribution: 'FIRST_STEP' | 'STEP' | 'FIRST_TOUCH' | 'LAST_TOUCH' | 'EACH_VALUE'
  attributed: number
  properties: string[]
  first: number
}

function toStory(drawn: Drawn, options: FunnelOptions, spread: number, now: number): FunnelStory {
  const { moments, beginning, from, seconds, exclusions, attributed, properties, first, ...rest } = drawn
  // Unordered steps have no numbers, so attribution STEP is refused.
  const isWithoutNumbers = rest.order === 'UNORDERED' && rest.attribution === 'STEP'
  const { attribution, attempt, rangeMode, ties, compatibility, ...asked } = isWithoutNumbers
    ? { ...rest, attribution: 'FIRST_STEP' as const }
    : rest
  const given = { attempt, rangeMode, ties }
  const dropped =
    compatibility === 'POSTHOG' && asked.order === 'UNORDERED'
      ? ('DROP_ATTEMPT' as const)
      : ('DROP_USER' as const)
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
      ...(options.hasPreset ? { compatibility } : given),
      range: { between: { from: new Date(range.from).toISOString(), to: new Date(range.to).toISOString() } },
      exclusions: placed.map(exclusion => ({
        ...exclusion,
        action: options.hasPreset ? undefined : exclusion.action,
        fromStep: exclusion.fromStep + 1,
        toStep: exclusion.toStep + 1,
      })),
      ...(options.hasBreakdown && {
        breakdown: {
          ...(properties.length === 1
            ? { property: properties[0] }
            : { by: properties.map(property => ({ property })) }),
          first,
          attribution,
          step: step === undefined ? undefined : step + 1,
        },
      }),
    } as FunnelInput,
    question: {
      ...asked,
      ...(options.hasPreset ? optionsOf[compatibility] : given),
      ...range,
      exclusions: options.hasPreset ? placed.map(exclusion => ({ ...exclusion, action: dropped })) : placed,
      ...(options.hasBreakdown && { breakdown: { properties, first, attribution, step } }),
    } as FunnelQuestion,
  }
}

function toEvent(
  { name, after, plan, size, sessionId, conversationId, kind, isBot }: Drawn['moments'][number][number],
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
    properties: plan || size ? { ...(plan && { plan }), ...(size && { size }) } : undefined,
    // Two users share each id, or a user and nobody.
    sessionId: sessionId && `${sessionId} of ${user % 10}`,
    conversationId: conversationId && `${conversationId} of ${user % 10}`,
  }
}
