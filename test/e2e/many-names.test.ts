import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../support/story.ts'
import { startTestApp, type TestApp } from '../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

test('10,000 new names of properties leave the known ones as they were', async () => {
  const { happened, answer } = story(app, 'names')
  await happened([{ name: 'signup', userId: 'ann', properties: { plan: 'pro' } }])
  const named = (event: number) =>
    Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`p${event * 250 + i}`, i]))
  await happened(Array.from({ length: 40 }, (_, event) => ({ name: 'bomb', properties: named(event) })))
  await happened([{ name: 'signup', userId: 'bob', properties: { plan: 'free', p9999: 7 } }])

  const count = (filter: string) => `summary(filter: { ${filter} }) { totalEvents }`
  expect(
    await answer(`{
      all: summary { totalEvents }
      pro: ${count('property: "plan", values: ["pro"]')}
      set: ${count('property: "plan", operator: IS_SET')}
      first: ${count('property: "p0", values: ["0"]')}
      last: ${count('property: "p9999", operator: IS_SET')}
    }`),
  ).toEqual({
    all: { totalEvents: 42 },
    pro: { totalEvents: 1 },
    set: { totalEvents: 2 },
    first: { totalEvents: 1 },
    last: { totalEvents: 2 },
  })
})
