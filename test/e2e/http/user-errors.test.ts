import { afterAll, beforeAll, expect, test } from 'vitest'
import { story } from '../../support/story.ts'
import { startTestApp, type TestApp } from '../../support/test-app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app.close())

type Found = { code: string; field: string; path: string[] }[]

/** The errors in the input of a mutation, each as its code, its field and the way to the value. */
async function errorsOf(mutation: string, input: string): Promise<string[]> {
  const { answer } = story(app, 'user errors')
  const data = await answer<Record<string, { userErrors: Found }>>(
    `mutation { ${mutation}(input: ${input}) { userErrors { code field path } } }`,
  )
  return data[mutation]!.userErrors.map(({ code, field, path }) => `${code} ${field} at ${path.join('/')}`)
}

test.each([
  [
    'of an API key, all of its fields',
    'createApiKey',
    '{ name: " ", scopes: [], expiresAt: "2020-01-01T00:00:00Z" }',
    [
      'INVALID_NAME name at input/name',
      'INVALID_SCOPES scopes at input/scopes',
      'INVALID_EXPIRY expiresAt at input/expiresAt',
    ],
  ],
  [
    'of a price, all of its fields',
    'createModelPrice',
    '{ provider: " ", model: "a*b", usage: INPUT, usdPerMillion: "-1" }',
    [
      'REQUIRED provider at input/provider',
      'INVALID_PATTERN model at input/model',
      'OUT_OF_RANGE usdPerMillion at input/usdPerMillion',
    ],
  ],
  [
    'of a name of a model, all of its fields',
    'createModelAlias',
    '{ model: "", targetProvider: "openai", targetModel: "" }',
    ['REQUIRED model at input/model', 'REQUIRED targetModel at input/targetModel'],
  ],
  [
    'of a funnel, every step, exclusion and filter, and its name',
    'createFunnel',
    `{ name: "", funnel: {
      steps: [{ event: "a" }, { event: " " }, { event: "b", firstTimeOf: MATCH }, { anyOf: [{ event: "c" },
        { event: "d", filter: { and: [{ dimension: CHANNEL, values: ["web"] }, {}] } }] }]
      windowSeconds: 0
      exclusions: [{ event: "a" }, { event: "x", fromStep: 3, toStep: 2 }]
    } }`,
    [
      'INVALID_STEPS steps.event at input/funnel/steps/1/event',
      'INVALID_STEPS steps.firstTimeOf at input/funnel/steps/2/firstTimeOf',
      'INVALID_WINDOW windowSeconds at input/funnel/windowSeconds',
      'INVALID_EXCLUSION exclusions.event at input/funnel/exclusions/0/event',
      'INVALID_EXCLUSION exclusions.fromStep at input/funnel/exclusions/1/fromStep',
      'INVALID_FILTER filter at input/funnel/steps/3/anyOf/1/filter/and/1',
      'INVALID_NAME name at input/name',
    ],
  ],
  [
    'of a funnel about a segment, the segment that the project has not',
    'createFunnel',
    `{ name: "lost", funnel: { steps: [{ event: "a" }], windowSeconds: 0, segmentId: "404" } }`,
    [
      'INVALID_WINDOW windowSeconds at input/funnel/windowSeconds',
      'NOT_FOUND segmentId at input/funnel/segmentId',
    ],
  ],
  [
    'of a funnel about a condition, each part of the condition',
    'createFunnel',
    `{ name: "", funnel: { steps: [{ event: "a" }], segment: { and: [
      { metric: { metric: TOTAL_EVENTS, operator: MATCHES, value: "x" } }, { trait: { key: "", values: ["a"] } }
    ] } } }`,
    [
      'INVALID_SEGMENT segment at input/funnel/segment/and/0',
      'INVALID_FILTER filter at input/funnel/segment/and/1',
      'INVALID_NAME name at input/name',
    ],
  ],
  [
    'of a cohort question about a segment, the segment that the project has not',
    'createCohorts',
    `{ name: "lost", cohorts: { periods: 0, segment: { or: [{ segmentId: "404" }] } } }`,
    [
      'INVALID_PERIODS periods at input/cohorts/periods',
      'NOT_FOUND segmentId at input/cohorts/segment/or/0/segmentId',
    ],
  ],
  [
    'of a cohort question, everything that does not depend on another field',
    'createCohorts',
    `{ name: "", cohorts: {
      periods: 0, minimumOccurrences: 0, target: { event: " " }
      return: { anyOf: [{ event: "a" }, { filter: {} }] }, filter: { or: [] }
    } }`,
    [
      'INVALID_PERIODS periods at input/cohorts/periods',
      'INVALID_OCCURRENCES minimumOccurrences at input/cohorts/minimumOccurrences',
      'INVALID_FILTER filter at input/cohorts/filter',
      'INVALID_EVENT target.event at input/cohorts/target/event',
      'INVALID_FILTER filter at input/cohorts/return/anyOf/1/filter',
      'INVALID_NAME name at input/name',
    ],
  ],
  [
    'of a segment, every condition',
    'createSegment',
    `{ name: "two", condition: { and: [
      { not: { and: [] } },
      { or: [{ trait: { key: "plan", operator: IS, values: ["pro"] } }, { or: [] }] }
    ] } }`,
    [
      'INVALID_SEGMENT segment at input/condition/and/0/not',
      'INVALID_SEGMENT segment at input/condition/and/1/or/1',
    ],
  ],
  [
    'of identify, all of its fields',
    'identify',
    '{ userId: "null", anonymousId: "undefined", set: { big: 9007199254740993 } }',
    [
      'INVALID_USER_ID userId at input/userId',
      'INVALID_USER_ID anonymousId at input/anonymousId',
      'INVALID_NUMBER set at input/set',
    ],
  ],
  [
    'of a link, both ids',
    'alias',
    '{ userId: "", alias: "" }',
    ['REQUIRED userId at input/userId', 'REQUIRED alias at input/alias'],
  ],
  ['of one thing alone, that one', 'deleteFunnel', '{ id: "7" }', ['NOT_FOUND id at input/id']],
])('userErrors %s', async (_, mutation, input, expected) => {
  expect(await errorsOf(mutation, input)).toEqual(expected)
})

test('the path of a missing field ends at the object that lacks it', async () => {
  expect(await errorsOf('identify', '{ set: {} }')).toEqual(['REQUIRED userId at input'])
})

test('an update refuses all that is wrong with the new values, and then the version', async () => {
  const { answer } = story(app, 'user errors')
  const { createFunnel } = await answer<{ createFunnel: { funnel: { id: string } } }>(
    'mutation { createFunnel(input: { name: "kept", funnel: { steps: [{ event: "a" }, { event: "b" }] } }) { funnel { id } } }',
  )
  const { id } = createFunnel.funnel
  const wrong = 'name: " ", funnel: { steps: [], windowSeconds: 0 }'
  expect(await errorsOf('updateFunnel', `{ id: "${id}", expectedVersion: 7, ${wrong} }`)).toEqual([
    'INVALID_STEPS steps at input/funnel/steps',
    'INVALID_WINDOW windowSeconds at input/funnel/windowSeconds',
    'INVALID_NAME name at input/name',
  ])
  expect(await errorsOf('updateFunnel', `{ id: "${id}", expectedVersion: 7, name: "new" }`)).toEqual([
    'VERSION_CONFLICT expectedVersion at input/expectedVersion',
  ])
})

test('a question that is wrong in several ways is refused for the first of them', async () => {
  const { refusal } = story(app, 'user errors')
  expect(
    await refusal(
      '{ funnel(input: { steps: [{ event: " " }, { event: "a" }], windowSeconds: 0 }) { completionRate } }',
    ),
  ).toEqual({ code: 'BAD_USER_INPUT', reason: 'INVALID_STEPS', field: 'steps.event' })
})
