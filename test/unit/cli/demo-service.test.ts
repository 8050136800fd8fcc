import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerText } from '../../../src/cli/demo/answer-text.ts'
import { questions } from '../../../src/cli/demo/questions.ts'
import { sampleEvents } from '../../../src/cli/demo/sample-events.ts'
import { sendEvents } from '../../../src/cli/demo/send-events.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

const now = new Date()
const events = sampleEvents(1, now)
const firstDays = events.slice(0, 1_500)
const running = new AbortController().signal

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

const as = (role: 'admin' | 'service') => ({ url: app.url, token: app.token(role) })

test('an interrupted demo continues, and a second run adds nothing: events that were sent before are duplicates', async () => {
  expect(await sendEvents(firstDays.slice(0, 1_200), as('service'), running)).toEqual({
    accepted: 1_200,
    duplicates: 0,
  })
  expect(await sendEvents(firstDays, as('service'), running)).toEqual({ accepted: 300, duplicates: 1_200 })
})

test('an event that the service rejects ends the demo with the reason', async () => {
  const { at, input } = events[0]!
  const nameless = { at, kind: 'event' as const, input: { timestamp: input.timestamp, eventId: 'nameless' } }
  await expect(sendEvents([nameless], as('service'), running)).rejects.toThrow(
    'The service rejected an event of the sample: name is missing.',
  )
})

test('the service answers all three questions about the sample', async () => {
  const [newUsers, lastWeek, weeklyUsers] = await Promise.all(
    questions.map(question => answerText(question, as('admin'))),
  )
  const signUps = firstDays.filter(({ input }) => 'name' in input && input.name === 'signup').length
  expect(newUsers).toMatch(new RegExp(`^ +Signs up +${signUps} +100\\.0 %$`, 'm'))
  expect(lastWeek).toMatch(new RegExp(`^ +\\w{3} +${now.toISOString().slice(0, 10)} .* running$`, 'm'))
  expect(weeklyUsers!.match(/^ +\d{4}-\d\d-\d\d +\d+/gm)).toHaveLength(12)
})

test('a refused question ends the demo with the reason', async () => {
  await expect(answerText(questions[0]!, as('service'))).rejects.toThrow(
    'A question was refused: This needs the role admin.',
  )
})
