import { signedHeaders } from '../../delivery/send-webhook.ts'
import { type Row, uuidOf } from '../rows/row.ts'
import { listOf, type Product } from './product.ts'

/** A row as this API calls everything: an event with its fields, a user with traits, or an alias. */
function plain({ type, messageId, uuid, at, kind, name, fields, properties }: Row): object {
  const common = { type, messageId, uuid, timestamp: at.toISOString() }
  if (type === 'event') return { ...common, kind, name, ...fields, properties }
  return type === 'identify' ? { ...common, ...fields, traits: properties } : { ...common, ...fields }
}

/** Any server: a JSON object on each line. */
export const ndjson: Product = {
  needsSecret: false,
  mostRows: 500,
  mostBytes: 1_000_000,
  encode: plain,
  request: (rows, { url, secret }) => ({
    url: url!,
    headers: {
      'content-type': 'application/x-ndjson',
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    body: rows.map(({ json }) => `${json}\n`).join(''),
  }),
}

/** Any server: a signed message with a batch. The id of a message is that of its rows, so a repeated one has the same. */
export const webhook: Product = {
  needsSecret: false,
  mostRows: 500,
  mostBytes: 1_000_000,
  encode: plain,
  request: (rows, { id, url, secret }) => {
    const timestamp = rows.at(-1)!.row.at.toISOString()
    const body = `{"type":"rows.forwarded","timestamp":"${timestamp}","data":{"rows":${listOf(rows)}}}`
    const message = { id: uuidOf(id, ...rows.map(({ row }) => row.uuid)), secrets: [secret!], body }
    return { url: url!, headers: signedHeaders(message), body }
  },
}
