import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { eventStream, type Message } from '../../support/streams/event-stream.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp

beforeAll(async () => {
  app = await startTestApp({ MAX_SUBSCRIPTIONS_PER_CALLER: '600', MAX_SUBSCRIPTIONS: '600' })
  app.services.streams.clock.secondMs = 10
})
afterAll(() => app.close())

const counted = `subscription ($last: Int!) {
  answer(question: { measure: { metrics: [{ name: events }] } }, range: { last: { count: $last, unit: DAY } }) {
    ... on MeasureAnswer { groups { numbers { value } } meta { asOf } }
  }
}`

interface Counted {
  answer: { groups: { numbers: { value: number }[] }[] }
}

const valueIn = (message: Message | undefined) =>
  (message!.data.data as unknown as Counted).answer.groups[0]!.numbers[0]!.value

test('sends the answer at once, and again when it has changed', async () => {
  const { happened, token } = story(app, 'changed')
  await happened([{ name: 'open', userId: 'ann' }])
  const stream = await eventStream(app, token, counted, { last: 1 })
  expect(valueIn(await stream.next())).toBe(1)
  await happened([{ name: 'open', userId: 'ann' }])
  expect(valueIn(await stream.next())).toBe(2)
  stream.close()
  await expect.poll(() => app.services.streams.questions).toBe(0)
})
