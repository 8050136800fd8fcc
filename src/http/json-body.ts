import { type FastifyInstance } from 'fastify'
import { isNestedDeeper } from './is-nested-deeper.ts'
import { refusal } from './refusal.ts'

/** A segment eight levels deep whose conditions hold filters eight levels deep needs about 40. */
export const mostLevels = 64

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Accepts JSON bodies and no others. If a key occurs twice, the last one counts. */
export function readJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) =>
    parsed(body),
  )
}

/** @throws 400 for a body that is not JSON, not UTF-8, or nested too deep */
function parsed(body: Buffer): unknown {
  if (!body.length) throw refusal(400, 'The body is empty. It must be a JSON object with a query.')
  const text = decoded(body)
  if (isNestedDeeper(body, mostLevels))
    throw refusal(400, `The JSON may be at most ${mostLevels} levels deep.`)
  try {
    return JSON.parse(text)
  } catch {
    throw refusal(400, 'The body is not valid JSON.')
  }
}

/** `toString` would replace bad bytes with U+FFFD, and that would be stored. */
function decoded(body: Buffer): string {
  try {
    return utf8.decode(body)
  } catch {
    throw refusal(400, 'The body is not valid UTF-8.')
  }
}
