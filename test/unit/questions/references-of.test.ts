import { expect, test } from 'vitest'
import { referencesOf } from '../../../src/questions/references-of.ts'

const none = {
  segments: [],
  snapshots: [],
  funnels: [],
  cohorts: [],
  queries: [],
  metrics: [],
  webhooks: [],
  alerts: [],
  dashboards: [],
}

test('a question that names nothing has no references', () => {
  expect(referencesOf({ topUsers: { by: 'COST' } })).toEqual(none)
  expect(referencesOf({ measure: { metrics: [{ name: 'events' }] } })).toEqual(none)
})

test.each([
  [{ funnelId: '7' }, { funnels: ['7'] }],
  [{ cohortsId: 7 }, { cohorts: ['7'] }],
  [{ query: { queryId: '7', parameters: { bot: 'a' } } }, { queries: ['7'] }],
  [{ funnel: { segmentId: '7', steps: [] } }, { segments: ['7'] }],
  [{ funnel: { segmentId: null } }, {}],
  [
    { lifecycle: { segment: { and: [{ segmentId: '7' }, { not: { snapshotId: 's1' } }] } } },
    { segments: ['7'], snapshots: ['s1'] },
  ],
  [{ measure: { metrics: [], by: [{ segmentIds: ['7', '8', '7'] }] } }, { segments: ['7', '8'] }],
  [{ measure: { metrics: [{ key: 'a' }, { formula: 'a + b * activeUsers' }] } }, { metrics: ['a', 'b'] }],
  [{ key: 'own', formula: 'a / b' }, { metrics: ['a', 'b'] }],
  [{ formula: 'a / (' }, {}],
])('%j', (content, expected) => {
  expect(referencesOf(content)).toEqual({ ...none, ...expected })
})

test('a dashboard has those of all its widgets, each once', () => {
  const widgets = [
    { question: { funnelId: '1' } },
    { question: { funnelId: '1' } },
    { question: { funnelId: '2' } },
  ]
  expect(referencesOf({ widgets })).toEqual({ ...none, funnels: ['1', '2'] })
})
