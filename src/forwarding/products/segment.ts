import { type Row, textIn } from '../rows/row.ts'
import { anonymousId, basicAuth, below, jsonType, listOf, type Product, withFields } from './product.ts'

/** The HTTP tracking API of Segment: at most 500 kB a request and 32 kB a call. */
export const segment: Product = {
  host: region =>
    ({ US: 'https://api.segment.io', EU: 'https://events.eu1.segmentapis.com', IN: undefined })[region],
  needsSecret: true,
  mostRows: 500,
  mostBytes: 450_000,
  encode: row => {
    const call = calls[row.type](row)
    return call && { ...call, messageId: row.messageId, timestamp: row.at.toISOString() }
  },
  request: (rows, { url, secret }) => ({
    url: below(url!, 'v1/batch'),
    headers: { ...jsonType, ...basicAuth(secret) },
    body: `{"batch":${listOf(rows)}}`,
  }),
}

const calls: Record<Row['type'], (row: Row) => object | undefined> = {
  event: row => ({
    type: 'track',
    ...sender(row),
    event: row.name,
    properties: withFields(row, ['ip', 'userAgent']),
    context: { library: { name: 'convograph' }, ip: textIn(row, 'ip'), userAgent: textIn(row, 'userAgent') },
  }),
  identify: row => {
    const userId = textIn(row, 'userId')
    return userId === undefined ? undefined : { type: 'identify', userId, traits: named(row) }
  },
  alias: row => {
    const userId = textIn(row, 'userId')
    const previousId = textIn(row, 'previousId')
    return userId !== undefined && previousId !== undefined
      ? { type: 'alias', userId, previousId }
      : undefined
  },
}

const sender = (row: Row) => {
  const userId = textIn(row, 'userId')
  return userId === undefined ? { anonymousId: anonymousId(row) } : { userId }
}

/** The traits of a user, with the name as the trait that Segment has for it. */
const named = (row: Row) => ({
  ...(textIn(row, 'username') !== undefined && { name: textIn(row, 'username') }),
  ...row.properties,
})
