import { type Row, textIn } from '../rows/row.ts'
import { anonymousId, below, type EncodedRow, jsonType, listOf, type Product, withFields } from './product.ts'

/** The capture API of PostHog. */
export const posthog: Product = {
  host: region => ({ US: 'https://us.i.posthog.com', EU: 'https://eu.i.posthog.com', IN: undefined })[region],
  needsSecret: true,
  mostRows: 500,
  mostBytes: 5_000_000,
  encode: row => {
    const event = captures[row.type](row)
    return event && { ...event, timestamp: row.at.toISOString(), uuid: row.uuid }
  },
  request: (rows, { url, secret }) => ({
    url: below(url!, 'batch/'),
    headers: jsonType,
    body: `{"api_key":${JSON.stringify(secret)},"historical_migration":${areHistory(rows)},"batch":${listOf(rows)}}`,
  }),
}

const historyMs = 48 * 3_600_000

/** PostHog takes batches of old events on another way, so that they raise no alarm. */
const areHistory = (rows: EncodedRow[]) => rows.every(({ row }) => Date.now() - row.at.getTime() > historyMs)

const captures: Record<Row['type'], (row: Row) => object | undefined> = {
  event: row => {
    const userId = textIn(row, 'userId')
    const properties = withFields(row)
    return userId === undefined
      ? {
          event: row.name,
          distinct_id: anonymousId(row),
          properties: { ...properties, $process_person_profile: false },
        }
      : { event: row.name, distinct_id: userId, properties }
  },
  identify: row => {
    const userId = textIn(row, 'userId')
    const username = textIn(row, 'username')
    const $set = { ...(username !== undefined && { username }), ...row.properties }
    return userId === undefined
      ? undefined
      : { event: '$identify', distinct_id: userId, properties: { $set } }
  },
  alias: row => {
    const userId = textIn(row, 'userId')
    const $anon_distinct_id = textIn(row, 'previousId')
    return userId !== undefined && $anon_distinct_id !== undefined
      ? { event: '$identify', distinct_id: userId, properties: { $anon_distinct_id } }
      : undefined
  },
}
