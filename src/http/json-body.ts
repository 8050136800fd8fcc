import { type FastifyInstance } from 'fastify'
import { isNestedDeeper } from './is-nested-deeper.ts'
import { refusal } from './refusal.ts'

/** A segment eight levels deep whose conditions hold filters eight levels deep needs about 40. */
const mostLevels = 64

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Bodies are JSON and nothing else. Of a key that comes twice, the last one counts. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
    parsed(body),
  )
}

/** @throws 400 for what is no JSON, or would be changed or break something on its way to a resolver */
function parsed(body: Buffer): unknown {
  if (!body.length) throw refusal(400, 'The body is empty; it has to be a JSON object with a query.')
  const text = decoded(body)
  if (isNestedDeeper(body, mostLevels)) throw refusal(400, `The JSON is more than ${mostLevels} levels deep.`)
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(400, 'The body is not valid JSON.')
  }
}

/** Not `toString`, which would put U+FFFD into what is stored. */
function decoded(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw refusal(400, 'The body is not valid UTF-8.')
  }
}
