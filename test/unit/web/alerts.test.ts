import { expect, test } from 'vitest'
import { exact, rate } from '../../../web/format/numbers.ts'
import {
  alertIn,
  conditionFields,
  simpleOf,
  toldElsewhere,
  UnreadableQuestion,
} from '../../../web/pages/alerts/form/alert-input.ts'
import { boundsOf, byUrgency, ruleOf } from '../../../web/pages/alerts/words.ts'

const formOf = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}

test.each([
  [{ above: '100' }, 'Messages over 1 hour is above 100'],
  [{ outside: { low: '1', high: '2.5' } }, 'Messages over 1 hour is outside 1 to 2.5'],
  [
    { changeRate: { above: 0.5, below: -0.25, against: 'SAME_WEEKDAY' } },
    'Messages over 1 hour changes by more than 50% or less than -25% against the same weekday',
  ],
  [{ anomaly: { direction: 'DOWN' } }, 'Messages over 1 hour is unusually low'],
  [{ anomaly: {} }, 'Messages over 1 hour is unusual'],
  [{ milestone: { every: '1000' } }, 'Messages over 1 hour reaches each 1,000'],
])('a rule is a sentence: %j', (condition, sentence) => {
  expect(ruleOf({ field: 'metrics.messages', window: 'HOUR_1', condition }, exact)).toBe(sentence)
})

test('the bound of a rate is a percentage', () => {
  const rule = { field: 'metrics.errorRate', window: 'MINUTES_5', condition: { above: '0.00712' } }
  expect(ruleOf(rule, rate)).toBe('Error rate over 5 minutes is above 0.7%')
})

test('what fires is first, and what is paused is last', () => {
  const alerts = ['OK', 'PAUSED', 'WARNING', 'ALERT', 'NO_DATA'].map(state => ({ state, name: state }))
  expect(byUrgency(alerts).map(({ state }) => state)).toEqual(['ALERT', 'WARNING', 'NO_DATA', 'OK', 'PAUSED'])
})

test('the form of a metric becomes a question with the filters of the page', () => {
  const form = formOf({
    name: ' Slow ',
    metric: 'aiP95Ms',
    by: 'MODEL',
    window: 'DAY_1',
    kind: 'changeRate',
    more: '50',
    email: 'ann@example.com, bob@example.com',
    webhookId: '4',
    minSample: '30',
  })
  expect(alertIn(form, { segmentId: '7' })).toMatchObject({
    name: 'Slow',
    question: { measure: { metrics: [{ key: 'aiP95Ms' }], by: [{ dimension: 'MODEL' }], segmentId: '7' } },
    field: 'metrics.aiP95Ms',
    window: 'DAY_1',
    condition: { changeRate: { above: 0.5, below: null, against: 'PREVIOUS' } },
    minSample: 30,
    everyMinutes: null,
    notify: [{ email: 'ann@example.com' }, { email: 'bob@example.com' }, { webhookId: '4' }],
  })
})

test('a saved rule comes back into the form as people wrote it', () => {
  expect(
    conditionFields({ condition: { changeRate: { above: 0.07, below: null, against: 'PREVIOUS' } } }),
  ).toEqual({
    kind: 'changeRate',
    fields: { more: '7', against: 'PREVIOUS' },
  })
  expect(conditionFields({ condition: { milestone: { at: '500' } } })).toEqual({
    kind: 'milestone',
    fields: { each: 'at', value: '500' },
  })
  const question = { measure: { metrics: [{ name: 'messages' }], by: [], filter: { and: [] } } }
  expect(simpleOf(question)).toEqual({
    metric: 'messages',
    formula: '',
    by: '',
    rest: { filter: { and: [] } },
  })
})

test('a saved rule keeps how many groups it has, as long as it has groups', () => {
  const measure = { metrics: [{ key: 'aiErrors' }], by: [{ dimension: 'MODEL' }], first: 25 }
  const simple = simpleOf({ measure })!
  const fields = { name: 'Errors', metric: 'aiErrors', window: 'HOUR_1', kind: 'above', value: '1' }
  expect(alertIn(formOf({ ...fields, by: 'MODEL' }), simple.rest).question).toEqual({ measure })
  expect(alertIn(formOf(fields), simple.rest).question).toEqual({
    measure: { metrics: [{ key: 'aiErrors' }] },
  })
})

test('webhooks that the form does not list are kept', () => {
  const notify = [{ email: 'ann@example.com' }, { webhookId: '4' }, { webhookId: '9' }]
  expect(toldElsewhere({ notify }, [{ id: '4' }])).toEqual(['9'])
  // The list is not there yet, or has failed.
  expect(toldElsewhere({ notify }, [])).toEqual(['4', '9'])
  expect(toldElsewhere({}, [])).toEqual([])
})

test.each([
  { funnel: { steps: [] } },
  { measure: { metrics: [{ key: 'messages' }, { key: 'events' }] } },
  { measure: { metrics: [{ key: 'messages' }], by: [{ trait: 'plan' }] } },
])('a question that the fields cannot say stays JSON: %j', question => {
  expect(simpleOf(question)).toBeUndefined()
})

test('JSON with a mistake is told', () => {
  expect(() => alertIn(formOf({ question: '{', field: 'x' }), {})).toThrow(UnreadableQuestion)
})

test('bounds are drawn by their names', () => {
  expect(boundsOf({ condition: { above: '0.05' }, warning: '0.03' })).toEqual([
    ['Bound', 0.05],
    ['Warning', 0.03],
  ])
  expect(boundsOf({ condition: { anomaly: {} } })).toEqual([])
})
