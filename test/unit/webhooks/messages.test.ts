import 'reflect-metadata'
import { expect, test } from 'vitest'
import { WebhookFormat } from '../../../src/schema/webhooks/webhook-format.ts'
import { bodyFor } from '../../../src/webhooks/messages/body-for.ts'
import { mailOf } from '../../../src/webhooks/messages/mail-of.ts'
import { nameFor } from '../../../src/webhooks/messages/name-for.ts'
import { pageOf } from '../../../src/webhooks/messages/page-of.ts'
import { type Announced, passes } from '../../../src/webhooks/passes.ts'
import type { WebhookContent } from '../../../src/webhooks/webhook-content.ts'

const at = new Date('2026-03-01T12:00:00Z')
const told = {
  type: 'alert.firing',
  at,
  data: { name: 'Costs <!here>', text: '12 > 10 & rising.', value: 12, groups: [{ bot: 'a' }], metric: null },
}
const body = (format: WebhookFormat | null, given: typeof told | object = told) =>
  JSON.parse(bodyFor({ format }, { ...told, ...given }))

test('the standard shape has all facts', () => {
  expect(body(null)).toEqual({ type: 'alert.firing', timestamp: '2026-03-01T12:00:00.000Z', data: told.data })
})

test('a message of more than 20 kB has only its plain facts, and says so', () => {
  const groups = Array.from({ length: 2_000 }, (_, i) => ({ bot: `bot ${i}` }))
  expect(body('STANDARD', { data: { ...told.data, groups, note: 'a'.repeat(500) } })).toEqual({
    type: 'alert.firing',
    timestamp: '2026-03-01T12:00:00.000Z',
    data: { name: 'Costs <!here>', text: '12 > 10 & rising.', value: 12, isShortened: true },
  })
})

test('the shape of Slack has a header and a section, in which nothing calls anybody', () => {
  const lines = '12 &gt; 10 &amp; rising.\nvalue: 12\ntime: 2026-03-01T12:00:00.000Z'
  expect(body('SLACK')).toEqual({
    text: `Alert firing: Costs &lt;!here&gt;\n${lines}`,
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'Alert firing: Costs <!here>', emoji: false } },
      { type: 'section', text: { type: 'mrkdwn', text: lines } },
    ],
  })
})

test('the shape of Teams is one adaptive card', () => {
  const { type, attachments } = body('TEAMS')
  expect([type, attachments.length, attachments[0].contentType]).toEqual([
    'message',
    1,
    'application/vnd.microsoft.card.adaptive',
  ])
  expect(attachments[0].content).toMatchObject({
    type: 'AdaptiveCard',
    body: [
      { type: 'TextBlock', text: 'Alert firing: Costs <!here>' },
      { type: 'TextBlock', text: '12 > 10 & rising.' },
      {
        type: 'FactSet',
        facts: [
          { title: 'value', value: '12' },
          { title: 'time', value: '2026-03-01T12:00:00.000Z' },
        ],
      },
    ],
  })
})

test.each([
  ['SLACK', ({ blocks }: { blocks: { text: { text: string } }[] }) => blocks[1]!.text.text, 3_000],
  ['SLACK', ({ blocks }: { blocks: { text: { text: string } }[] }) => blocks[0]!.text.text, 150],
  ['DISCORD', ({ content }: { content: string }) => content, 2_000],
] as [WebhookFormat, (body: object) => string, number][])(
  'the shape of %s has no more characters than it may have',
  (format, textOf, most) => {
    const data = { name: 'n'.repeat(3_000), text: 't'.repeat(5_000) }
    expect(textOf(body(format, { data }))).toHaveLength(most)
  },
)

test('a mail shows its facts as text and as HTML', () => {
  expect(mailOf({ id: 'd', recipient: 'ann@example.com' }, told)).toMatchObject({
    id: 'd',
    to: 'ann@example.com',
    subject: 'Alert firing: Costs <!here>',
    text: [
      'Alert firing: Costs <!here>',
      '',
      '12 > 10 & rising.',
      '',
      'value: 12',
      'time: 2026-03-01T12:00:00.000Z',
    ].join('\n'),
    html: expect.stringMatching(
      /<h1[^>]*>Alert firing: Costs &lt;!here&gt;<\/h1>.*12 &gt; 10 &amp; rising\..*value: 12<br>/s,
    ),
  })
})

const page = 'https://numbers.example.com/app/alerts/17'

test('a mail and a chat have the page about their cause, if readers can reach it', () => {
  const { text, html } = mailOf({ id: 'd', recipient: 'ann@example.com' }, { ...told, page })
  expect(text).toMatch(new RegExp(`\\npage: ${page}$`))
  expect(html).toContain(`<a href="${page}">Open it in Convograph</a>`)
  expect(body('DISCORD', { page }).content).toMatch(new RegExp(`\\npage: ${page}$`))
  expect(body(null, { page })).toEqual(body(null))
})

test.each<[string, object, string | undefined]>([
  ['alert.firing', { alertId: '17' }, '/alerts/17'],
  ['milestone.reached', { alertId: '17' }, '/alerts/17'],
  ['segment.left', { segmentId: '5' }, '/segments/5'],
  ['budget.threshold', {}, '/settings?tab=budgets'],
  ['export.done', {}, '/exports'],
  ['webhook.disabled', {}, '/settings?tab=webhooks'],
  ['ingest.rejected', {}, undefined],
])('the page of %s', (type, data, path) => {
  const about = { type, at, data: { name: 'it', ...data } }
  const publicUrl = 'https://numbers.example.com'
  expect(pageOf({ publicUrl, web: true }, about)).toBe(path && `${publicUrl}/app${path}`)
  expect(pageOf({ publicUrl, web: false }, about)).toBeUndefined()
  expect(pageOf({ publicUrl: undefined, web: true }, about)).toBeUndefined()
})

test('a webhook that listens by a former name gets its messages under it', () => {
  expect(nameFor({ events: ['milestone_reached'] }, 'milestone.reached')).toBe('milestone_reached')
  expect(nameFor({ events: ['milestone_reached', 'milestone.reached'] }, 'milestone.reached')).toBe(
    'milestone.reached',
  )
  expect(nameFor({ events: ['report.ready'] }, 'alert.firing')).toBe('alert.firing')
})

const hook = (content: Partial<WebhookContent>): WebhookContent => ({
  url: '',
  events: ['alert.firing', 'budget.threshold', 'report.ready', 'segment.entered'],
  ...content,
})
const happened = (type: Announced['type'], data: Announced['data'] = {}): Announced => ({ type, data })

test.each<[string, Partial<WebhookContent>, Announced, boolean]>([
  ['its event', {}, happened('report.ready'), true],
  ['another event', {}, happened('export.done'), false],
  ['its event while it is disabled', { isEnabled: false }, happened('report.ready'), false],
  ['its metric', { filter: { metric: 'a' } }, happened('alert.firing', { metric: 'a' }), true],
  ['another metric', { filter: { metric: 'a' } }, happened('alert.firing', { metric: 'b' }), false],
  ['no metric', { filter: { metric: 'a' } }, happened('budget.threshold'), false],
  [
    'an event that is about no number',
    { filter: { metric: 'a', threshold: 1 } },
    happened('report.ready'),
    true,
  ],
  ['a value at the threshold', { filter: { threshold: 1 } }, happened('alert.firing', { value: 1 }), true],
  ['a value below it', { filter: { threshold: 1 } }, happened('alert.firing', { value: 0.9 }), false],
  [
    'an amount above it',
    { filter: { threshold: 9 } },
    happened('budget.threshold', { value: '10.50' }),
    true,
  ],
  ['no value', { filter: { threshold: 0 } }, happened('alert.firing', { value: null }), false],
  ['its alert', { filter: { alertIds: ['1'] } }, happened('alert.firing', { alertId: '1' }), true],
  ['another alert', { filter: { alertIds: ['1'] } }, happened('alert.firing', { alertId: '2' }), false],
  ['a budget, which is no alert', { filter: { alertIds: ['1'] } }, happened('budget.threshold'), true],
  ['its segment', { filter: { segmentIds: ['7'] } }, happened('segment.entered', { segmentId: '7' }), true],
  [
    'another segment',
    { filter: { segmentIds: ['7'] } },
    happened('segment.entered', { segmentId: '8' }),
    false,
  ],
])('a webhook and %s', (_, content, announced, expected) => {
  expect(passes(hook(content), announced)).toBe(expected)
})
