import { describe, expect, test } from 'vitest'
import { commonMistakes, mistakenIds } from '../../../src/checks/mistaken-id.ts'
import { incidentBefore } from '../../../src/cli/demo/incident.ts'
import { sampleEvents } from '../../../src/cli/demo/sample-events.ts'
import { kinds } from '../../../src/ingest/kinds/index.ts'
import { type Kind } from '../../../src/ingest/kinds/kind.ts'

const dayMs = 86_400_000
const until = new Date('2026-11-20T17:00:00Z') // a Friday afternoon
const sample = sampleEvents(1, until)
/** The kind of an event, and the fields of its input. */
type FlatEvent = { kind: string; eventId: string; timestamp: string } & Record<string, unknown>
const events = sample.map(({ kind, input }): FlatEvent => ({ kind, ...input }))
const ofKind = (kind: string) => events.filter(event => event.kind === kind)
const started = ofKind('conversation').filter(({ startedAt }) => startedAt)
const named = (name: string) => events.filter(event => event.name === name)
const usersOf = (some: FlatEvent[]) => new Set(some.flatMap(({ userId }) => userId ?? []))
const dayOf = ({ timestamp }: FlatEvent) => Math.floor(Date.parse(timestamp) / dayMs)
const today = Math.floor(until.getTime() / dayMs)

describe('the sample as a whole', () => {
  test.each([
    ['a Sunday at midnight', 1, '2026-11-22T00:00:00Z'],
    ['a Wednesday at noon', 1, '2026-11-25T12:00:00Z'],
    ['the last hour of a Friday', 1, '2026-11-27T23:00:00Z'],
    ['a leap day', 1, '2028-02-29T12:00:00Z'],
    ['another seed', 7, '2026-11-23T08:00:00Z'],
  ])('has 140,000 to 160,000 events on %s', (_, seed, instant) => {
    const { length } = sampleEvents(seed, new Date(instant))
    expect(length).toBeGreaterThan(140_000)
    expect(length).toBeLessThan(160_000)
  })

  test('is the same for the same seed and instant, and different for another seed', () => {
    const text = JSON.stringify(sample)
    expect(JSON.stringify(sampleEvents(1, until)) === text).toBe(true)
    expect(JSON.stringify(sampleEvents(2, until)) === text).toBe(false)
  })

  test('keeps its events later on the same day and appends new ones', () => {
    const evening = sampleEvents(1, new Date('2026-11-20T23:00:00Z'))
    expect(evening.length).toBeGreaterThan(sample.length)
    expect(JSON.stringify(evening.slice(0, sample.length)) === JSON.stringify(sample)).toBe(true)
  })

  test('gives every event a unique id', () => {
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length)
  })

  test('lies within the ninety days that end today, oldest first and never in the future', () => {
    const times = events.map(({ timestamp }) => Date.parse(timestamp))
    expect(times.every((time, index) => index === 0 || times[index - 1]! <= time)).toBe(true)
    expect(times[0]).toBeGreaterThanOrEqual((today - 89) * dayMs)
    expect(times.at(-1)).toBeLessThan(until.getTime())
    expect(new Set(events.map(dayOf)).size).toBe(90)
  })

  test('contains no event that the service would reject', () => {
    expect(() => {
      const received = {
        project: 'demo',
        subject: 'demo',
        at: until.getTime(),
        skewMs: 0,
        storeIp: false,
        isMistakenId: mistakenIds(commonMistakes),
      }
      for (const { kind, input } of sample) {
        const { check }: Kind = kinds[kind]
        check(input, received)
      }
    }).not.toThrow()
  })
})

describe('the platform in the sample', () => {
  test('has events of every kind', () => {
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(Object.keys(kinds)))
  })

  test('has a bad day in the last week: calls of models fail, the API answers 503, few conversations are resolved', () => {
    const incident = incidentBefore(today * dayMs)
    const isBad = ({ timestamp }: FlatEvent) => incident.isAt(Date.parse(timestamp))
    const shareOf = (some: FlatEvent[], holds: (event: FlatEvent) => boolean) =>
      some.filter(holds).length / some.length
    const share = (kind: string, holds: (event: FlatEvent) => boolean) => {
      const { true: bad = [], false: good = [] } = Object.groupBy(ofKind(kind), event => String(isBad(event)))
      return { bad: shareOf(bad, holds), good: shareOf(good, holds) }
    }
    const failed = share('aiCall', ({ success }) => success === false)
    const unavailable = share('apiCall', ({ statusCode }) => statusCode === 503)
    const resolved = share('conversation', ({ resolved }) => resolved === true)
    expect(failed.bad).toBeGreaterThan(0.25)
    expect(failed.good).toBeLessThan(0.02)
    expect(unavailable.bad).toBeGreaterThan(0.2)
    expect(unavailable.good).toBe(0)
    expect(resolved.bad).toBeLessThan(resolved.good / 1.5)
    const days = new Set(events.filter(isBad).map(dayOf))
    expect([...days].map(day => today - day)).toEqual([2])
  })

  test.each([
    ['2026-11-20', '2026-11-18'],
    ['2026-11-22', '2026-11-20'],
    ['2026-11-23', '2026-11-20'],
    ['2026-11-24', '2026-11-20'],
    ['2026-11-25', '2026-11-23'],
  ])('has on %s its bad day on %s, from 8:00 to 18:00', (today, badDay) => {
    const incident = incidentBefore(Date.parse(today))
    const isBad = (instant: string) => incident.isAt(Date.parse(instant))
    expect(isBad(`${badDay}T08:00:00Z`) && isBad(`${badDay}T17:59:59Z`)).toBe(true)
    expect(isBad(`${badDay}T07:59:59Z`) || isBad(`${badDay}T18:00:00Z`)).toBe(false)
  })

  test('grows: the last thirty days have at least 1.5 times as many sign-ups as the first thirty', () => {
    const signUpsSince = (from: number) =>
      named('signup').filter(event => dayOf(event) >= from && dayOf(event) < from + 30).length
    expect(signUpsSince(today - 29)).toBeGreaterThan(1.5 * signUpsSince(today - 89))
  })

  test('is quieter at weekends: each of the last ten Saturdays and Sundays has fewer events than its week’s Wednesday', () => {
    const counts = Map.groupBy(events, dayOf)
    const wednesdays = Array.from({ length: 10 }, (_, week) => today - 9 - 7 * week)
    for (const wednesday of wednesdays) {
      expect(new Date(wednesday * dayMs).getUTCDay()).toBe(3)
      const most = 0.7 * counts.get(wednesday)!.length
      expect(counts.get(wednesday + 3)!.length).toBeLessThan(most)
      expect(counts.get(wednesday + 4)!.length).toBeLessThan(most)
    }
  })

  test('is busiest in working hours', () => {
    const hours = Map.groupBy(events, ({ timestamp }) => Number(timestamp.slice(11, 13)))
    expect(hours.get(9)!.length).toBeGreaterThan(5 * hours.get(3)!.length)
    expect(hours.get(14)!.length).toBeGreaterThan(1.5 * hours.get(20)!.length)
  })

  test('has a funnel that drops: about 70 % of sign-ups start a conversation, some send no message, one in fifteen pays', () => {
    const signedUp = usersOf(named('signup')).size
    const share = (some: FlatEvent[]) => usersOf(some).size / signedUp
    expect(share(started)).toBeCloseTo(0.69, 1)
    expect(share(ofKind('message'))).toBeLessThan(share(started) - 0.03)
    expect(share(named('upgrade'))).toBeGreaterThan(0.05)
    expect(share(named('upgrade'))).toBeLessThan(0.09)
  })

  test('has cohorts that fade: fewer users return each week, yet some after eight weeks', () => {
    const signUpDay = new Map(named('signup').map(event => [event.userId, dayOf(event)]))
    const cohort = new Set([...signUpDay].filter(([, day]) => day < today - 63).map(([userId]) => userId))
    const members = events.filter(({ userId }) => cohort.has(userId))
    const returned = [1, 2, 4, 8].map(week => {
      const inWeek = (event: FlatEvent) =>
        Math.floor((dayOf(event) - signUpDay.get(event.userId)!) / 7) === week
      return usersOf(members.filter(inWeek)).size / cohort.size
    })
    expect(returned[0]).toBeGreaterThan(0.25)
    expect(returned).toEqual(returned.toSorted((a, b) => b - a))
    expect(returned[3]).toBeLessThan(returned[0]! / 2)
    expect(returned[3]).toBeGreaterThan(0.05)
  })

  test('has uses of models of every sort: written and spoken, broken off, unreported, in a batch', () => {
    const uses = [...ofKind('aiCall'), ...ofKind('message')].filter(({ model }) => model)
    const withField = (field: string) => uses.filter(use => use[field])
    expect(withField('cacheWriteTokens').length).toBeGreaterThan(1_000)
    expect(withField('reasoningTokens').length).toBeGreaterThan(1_000)
    expect(withField('audioInputTokens').every(({ model }) => model === 'gpt-audio-mini')).toBe(true)
    expect(uses.filter(use => use.serviceTier === 'BATCH').length).toBe(90 * 12)
    const unreported = uses.filter(
      ({ inputTokens, success }) => inputTokens === undefined && success !== false,
    )
    const brokenOff = uses.filter(use => use.inputTokens && use.outputTokens === undefined)
    expect(unreported.length).toBeGreaterThan(500)
    expect(brokenOff.length).toBeGreaterThan(500)
  })

  test('has visitors who turn out to be users, a minute later', () => {
    const visitors = events.filter(({ anonymousId, userId }) => anonymousId && !userId)
    const linked = new Set(events.flatMap(({ anonymousId, userId }) => (userId ? anonymousId : [])))
    const lately = Date.parse('2026-11-20T16:59:00Z')
    expect(visitors.length / named('signup').length).toBeCloseTo(0.3, 1)
    expect(
      visitors.every(
        ({ anonymousId, timestamp }) => linked.has(anonymousId) || Date.parse(timestamp) >= lately,
      ),
    ).toBe(true)
  })

  test('has devices whose clock is ahead: what they send says so, what the platform sends does not', () => {
    const ahead = sample.filter(({ clockAheadMs }) => clockAheadMs)
    expect(new Set(ahead.map(({ kind }) => kind))).toEqual(new Set(['event', 'activity']))
    const users = new Set(ahead.map(({ input }) => input.userId ?? input.anonymousId))
    expect(users.size / named('signup').length).toBeGreaterThan(0.03)
    expect(users.size / named('signup').length).toBeLessThan(0.1)
  })

  test('has four channels, and several bots and topics', () => {
    expect(new Set(events.flatMap(({ channel }) => channel ?? []))).toEqual(
      new Set(['web', 'mobile', 'slack', 'whatsapp']),
    )
    expect(new Set(ofKind('message').map(({ botId }) => botId))).toEqual(
      new Set(['support-bot', 'sales-bot', 'onboarding-bot', 'hr-bot']),
    )
  })
})

describe('a user of the sample', () => {
  test('visits, then signs up, once', () => {
    const lives = Map.groupBy(
      events.filter(({ userId }) => userId),
      ({ userId }) => userId,
    )
    for (const life of lives.values()) {
      expect(life[0]!.name).toBe('visit')
      expect(life.filter(({ name }) => name === 'signup').length).toBeLessThanOrEqual(1)
    }
    expect(lives.size - named('signup').length).toBeLessThan(20) // new visitors
  })

  test('upgrades at most once, and is on the paid plan in every session afterwards', () => {
    for (const { userId, sessionId, timestamp, properties } of named('upgrade').slice(0, 20)) {
      const later = events.filter(
        event => event.userId === userId && event.timestamp > timestamp && event.sessionId !== sessionId,
      )
      const planOf = (properties: unknown) => (properties as { plan: string }).plan
      const plans = later.map(event => planOf(event.properties))
      expect(plans).toEqual(plans.map(() => planOf(properties)))
      expect(later.some(({ name }) => name === 'upgrade')).toBe(false)
    }
  })

  test('starts a conversation before its first message, in the same session', () => {
    const conversations = Map.groupBy(
      events.filter(({ conversationId }) => conversationId),
      ({ conversationId }) => String(conversationId),
    )
    for (const conversation of conversations.values()) {
      expect(conversation[0]!.startedAt).toBe(conversation[0]!.timestamp)
      expect(new Set(conversation.map(({ sessionId }) => sessionId)).size).toBe(1)
    }
    expect(conversations.size).toBe(started.length)
  })
})
