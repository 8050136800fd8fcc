import { expect, test } from 'vitest'
import { mixpanel as mixpanelFile } from '../../../src/cli/import/sources/mixpanel.ts'
import { posthog as posthogFile } from '../../../src/cli/import/sources/posthog.ts'
import { segment as segmentFile } from '../../../src/cli/import/sources/segment.ts'
import type { Source } from '../../../src/cli/import/sources/source.ts'
import { mixpanel } from '../../../src/forwarding/products/mixpanel.ts'
import { posthog } from '../../../src/forwarding/products/posthog.ts'
import { type Product, type Target } from '../../../src/forwarding/products/product.ts'
import { segment } from '../../../src/forwarding/products/segment.ts'
import { type Row, uuidOf } from '../../../src/forwarding/rows/row.ts'

const target = { id: '1', secret: 'token', region: 'US', headers: {} } as unknown as Target
const at = new Date('2026-03-01T10:00:00.125Z')
const row = (more: Partial<Row>): Row => ({
  type: 'event',
  thing: 'EVENT',
  number: '1',
  position: { tx: '1', seq: '1' },
  messageId: 'event:e1',
  uuid: uuidOf('a', 'event', 'e1'),
  at,
  kind: 'event',
  name: 'buy',
  fields: { userId: 'ann' },
  properties: {},
  ...more,
})

/** A row as a product gets it, read again as its export files are. */
function again(product: Product, source: Source, given: Partial<Row>): unknown[] {
  const sent = JSON.parse(JSON.stringify(product.encode(row(given), target)))
  expect(source.recognizes(sent)).toBe(true)
  return [...source.read(sent, { zone: 'UTC' })]
}

const products = [
  ['Segment', segment, segmentFile],
  ['PostHog', posthog, posthogFile],
  ['Mixpanel', mixpanel, mixpanelFile],
] as const

test.each(products)('an event that was sent to %s is imported as it was', (_, product, source) => {
  const properties = { plan: 'pro', value: 99.5, tags: ['a', 'b'], deep: { is: true } }
  const [read] = again(product, source, { properties })
  expect(read).toMatchObject({
    kind: 'event',
    event: { name: 'buy', userId: 'ann', timestamp: at.toISOString(), properties },
  })
})

test.each(products)('an alias that was sent to %s is imported as a link', (_, product, source) => {
  const given = {
    type: 'alias',
    thing: 'USER',
    kind: '',
    name: '',
    fields: { userId: 'ann', previousId: 'v7' },
  } as const
  const identities = again(product, source, given).filter(part => 'identity' in (part as object))
  expect(identities).toMatchObject([{ identity: { userId: 'ann', visitorId: expect.stringMatching(/v7$/) } }])
})

test.each(products.slice(0, 2))('traits that were sent to %s are imported', (_, product, source) => {
  const given = {
    type: 'identify',
    thing: 'USER',
    kind: '',
    name: '',
    fields: { userId: 'ann', username: 'Ann' },
    properties: { plan: 'pro' },
  } as const
  const identities = again(product, source, given).filter(part => 'identity' in (part as object))
  expect(identities).toMatchObject([{ identity: { userId: 'ann', username: 'Ann', set: { plan: 'pro' } } }])
})

test.each([
  ['openai', 120, undefined],
  ['anthropic', 100, false],
])(
  'a call of %s that was sent to PostHog is imported with its tokens and cost',
  (provider, sent, inputIncludesCached) => {
    const fields = {
      userId: 'ann',
      provider,
      model: 'm',
      inputTokens: 100,
      cachedTokens: 20,
      outputTokens: 7,
      costUsd: 0.25,
      durationMs: 12.5,
      conversationId: 'c',
      success: true,
    }
    const [read] = again(posthog, posthogFile, { kind: 'ai_call', name: 'ai_call', fields })
    expect(read).toMatchObject({
      kind: 'aiCall',
      event: {
        provider,
        model: 'm',
        inputTokens: sent,
        cachedTokens: 20,
        outputTokens: 7,
        durationMs: 12.5,
        conversationId: 'c',
        costUsd: '0.25',
        userId: 'ann',
      },
    })
    const { event } = read as { event: { inputIncludesCached?: boolean } }
    expect(event.inputIncludesCached).toBe(inputIncludesCached)
  },
)
