import { describe, expect, test } from 'vitest'
import { type SampleEvent } from '../../../src/cli/demo/sample-event.ts'
import { sampleEvents } from '../../../src/cli/demo/sample-events.ts'
import { checkedCustomEvent } from '../../../src/ingest/kinds/custom-event.ts'

const dayMs = 86_400_000
const until = new Date('2026-11-20T17:00:00Z') // a Friday afternoon
const events = sampleEvents(1, until)
const named = (name: string) => events.filter(event => event.name === name)
const usersOf = (some: SampleEvent[]) => new Set(some.flatMap(({ userId }) => userId ?? []))
const dayOf = ({ timestamp }: SampleEvent) => Math.floor(Date.parse(timestamp) / dayMs)
const today = Math.floor(until.getTime() / dayMs)

describe('the sample as a whole', () => {
  test.each([
    ['a Sunday at midnight', 1, '2026-11-22T00:00:00Z'],
    ['a Wednesday at noon', 1, '2026-11-25T12:00:00Z'],
    ['the last hour of a Friday', 1, '2026-11-27T23:00:00Z'],
    ['a leap day', 1, '2028-02-29T12:00:00Z'],
    ['another seed', 7, '2026-11-23T08:00:00Z'],
  ])('has 95,000 to 105,000 events on %s', (_, seed, instant) => {
    const { length } = sampleEvents(seed, new Date(instant))
    expect(length).toBeGreaterThan(95_000)
    expect(length).toBeLessThan(105_000)
  })

  test('is the same for the same seed and instant, and different for another seed', () => {
    const text = JSON.stringify(events)
    expect(JSON.stringify(sampleEvents(1, until)) === text).toBe(true)
    expect(JSON.stringify(sampleEvents(2, until)) === text).toBe(false)
  })

  test('keeps its events later on the same day and appends new ones', () => {
    const evening = sampleEvents(1, new Date('2026-11-20T23:00:00Z'))
    expect(evening.length).toBeGreaterThan(events.length)
    expect(JSON.stringify(evening.slice(0, events.length)) === JSON.stringify(events)).toBe(true)
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
      for (const event of events)
        checkedCustomEvent(event, {
          project: 'demo',
          subject: 'demo',
          at: until.getTime(),
          skewMs: 0,
          storeIp: false,
          isMistakenId: () => false,
        })
    }).not.toThrow()
  })
})

describe('the platform in the sample', () => {
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
    const share = (name: string) => usersOf(named(name)).size / signedUp
    expect(share('conversation started')).toBeCloseTo(0.69, 1)
    expect(share('message sent')).toBeLessThan(share('conversation started') - 0.03)
    expect(share('upgrade')).toBeGreaterThan(0.05)
    expect(share('upgrade')).toBeLessThan(0.09)
  })

  test('has cohorts that fade: fewer users return each week, yet some after eight weeks', () => {
    const signUpDay = new Map(named('signup').map(event => [event.userId, dayOf(event)]))
    const cohort = new Set([...signUpDay].filter(([, day]) => day < today - 63).map(([userId]) => userId))
    const members = events.filter(({ userId }) => cohort.has(userId ?? ''))
    const returned = [1, 2, 4, 8].map(week => {
      const inWeek = (event: SampleEvent) =>
        Math.floor((dayOf(event) - signUpDay.get(event.userId)!) / 7) === week
      return usersOf(members.filter(inWeek)).size / cohort.size
    })
    expect(returned[0]).toBeGreaterThan(0.25)
    expect(returned).toEqual(returned.toSorted((a, b) => b - a))
    expect(returned[3]).toBeLessThan(returned[0]! / 2)
    expect(returned[3]).toBeGreaterThan(0.05)
  })

  test('has four channels, and several bots and topics', () => {
    expect(new Set(events.map(({ channel }) => channel))).toEqual(
      new Set(['web', 'mobile', 'slack', 'whatsapp']),
    )
    expect(new Set(named('message sent').map(({ botId }) => botId))).toEqual(
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
      const plans = later.map(event => event.properties!.plan)
      expect(plans).toEqual(plans.map(() => properties!.plan))
      expect(later.some(({ name }) => name === 'upgrade')).toBe(false)
    }
  })

  test('starts a conversation before its first message, in the same session', () => {
    const conversations = Map.groupBy(
      events.filter(({ conversationId }) => conversationId),
      ({ conversationId }) => conversationId,
    )
    for (const conversation of conversations.values()) {
      expect(conversation[0]!.name).toBe('conversation started')
      expect(new Set(conversation.map(({ sessionId }) => sessionId)).size).toBe(1)
    }
    expect(conversations.size).toBe(named('conversation started').length)
  })
})
