import { type Row, textIn } from '../rows/row.ts'
import {
  basicAuth,
  below,
  jsonType,
  listOf,
  objectIn,
  type Product,
  type RowsVerdict,
  type Target,
  withFields,
} from './product.ts'

/** The import of Mixpanel, which names the events that it refuses, and the updates of profiles. */
export const mixpanel: Product = {
  host: region =>
    ({
      US: 'https://api.mixpanel.com',
      EU: 'https://api-eu.mixpanel.com',
      IN: 'https://api-in.mixpanel.com',
    })[region],
  needsSecret: true,
  mostRows: 500,
  mostBytes: 1_800_000,
  laneOf: ({ type }) => (type === 'identify' ? 'engage' : 'import'),
  encode: (row, target) => encoders[row.type](row, target),
  request: (rows, target) =>
    rows[0]!.lane === 'engage'
      ? {
          url: withQuery(below(target.url!, 'engage'), { verbose: '1' }),
          headers: jsonType,
          body: listOf(rows),
        }
      : {
          url: importUrl(target),
          headers: { ...jsonType, ...basicAuth(target.secret) },
          body: listOf(rows),
        },
  verdictOf: (status, text, [first]) =>
    first!.lane === 'engage' ? engaged(text) : status === 400 || status === 200 ? imported(text) : undefined,
}

const importUrl = ({ url, mixpanelProject: project }: Target): string =>
  withQuery(below(url!, 'import'), { strict: '1', ...(project !== undefined && { project_id: project }) })

function withQuery(base: string, parameters: Record<string, string>): string {
  const url = new URL(base)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** The token of the project; undefined for a service account, which may not update profiles. */
const tokenOf = ({ secret }: Target) => (secret?.includes(':') ? undefined : secret)

const encoders: Record<Row['type'], (row: Row, target: Target) => object | undefined> = {
  event: row => ({
    event: row.name,
    properties: {
      ...withFields(row),
      time: row.at.getTime(),
      // Without a user it is empty: Mixpanel then counts the event for nobody.
      distinct_id: textIn(row, 'userId') ?? '',
      $insert_id: row.uuid,
    },
  }),
  identify: (row, target) => {
    const token = tokenOf(target)
    const userId = textIn(row, 'userId')
    const username = textIn(row, 'username')
    if (token === undefined || userId === undefined) return undefined
    const $set = { ...(username !== undefined && { $name: username }), ...row.properties }
    return { $token: token, $distinct_id: userId, $set }
  },
  alias: (row, target) => {
    const token = tokenOf(target)
    const $identified_id = textIn(row, 'userId')
    const $anon_id = textIn(row, 'previousId')
    if ($identified_id === undefined || $anon_id === undefined) return undefined
    return {
      event: '$identify',
      properties: {
        $identified_id,
        $anon_id,
        distinct_id: $identified_id,
        time: row.at.getTime(),
        $insert_id: row.uuid,
        ...(token !== undefined && { token }),
      },
    }
  },
}

/** An import is taken except for the records that the answer names. */
function imported(text: string): RowsVerdict | undefined {
  const records = objectIn(text)?.failed_records
  if (!Array.isArray(records)) return undefined
  const refused = records.flatMap(record => {
    const { index, field, message } = record ?? {}
    return Number.isInteger(index) ? [[index, `${field ?? ''} ${message ?? ''}`.trim()] as const] : []
  })
  return { refused: new Map(refused) }
}

/** Updates of profiles are answered with 200 and a status of their own, for all of them. */
function engaged(text: string): RowsVerdict | undefined {
  const answer = objectIn(text)
  return answer?.status === 0 ? { refusedAll: String(answer.error ?? 'refused') } : undefined
}
