import { join } from 'node:path'
import { type FastifyRequest } from 'fastify'
import { type Export } from '../../entities/export.ts'
import { type Env } from '../../env.ts'
import { fileNameOf, mediaTypeOf } from '../../exports/file-name.ts'
import { folderOf } from '../../exports/folder.ts'
import { linkedExport } from '../../exports/linked-export.ts'
import { entriesOf } from '../../request/entries-of.ts'
import { openScope } from '../../request/open-scope.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { forDownloads } from '../end-unread-answers.ts'
import { refusal } from '../refusal.ts'
import { type SentFile, sendFile } from '../send-file.ts'
import { admitLink, observed } from './answered-link.ts'
import { type Route } from './route.ts'

interface Given {
  Params: { id: string; name: string }
  Querystring: Record<string, unknown>
}

/** Answers `/exports/<id>/<name>` with the file of an export, or with a part of it, for everybody who has a link to it. */
export const exportsRoute: Route = (server, { env, services }) => {
  server.route<Given>({
    method: ['GET', 'HEAD'],
    url: '/exports/:id/:name',
    exposeHeadRoute: false,
    ...forDownloads,
    handler: async (request, reply) => {
      const scope = await openScope(services, request, reply)
      const began = performance.now()
      return observed(scope, reply, 'download', async () => {
        const found = await foundExport(scope, request)
        const answer = await sendFile(request, reply, fileOf(env, found))
        record(scope, found, performance.now() - began)
        return answer
      })
    },
  })
}

/** Every link that opens no file has the same answer. */
async function foundExport(scope: RequestScope, request: FastifyRequest<Given>): Promise<Export> {
  await admitLink(scope)
  const { params, query } = request
  const found = await linkedExport(scope, params.id, {
    name: params.name,
    expiry: textOf(query.exp),
    signature: textOf(query.sig),
  })
  if (!found)
    throw refusal(404, 'This link is wrong or has expired. `downloadUrl` of the export gives a new one.')
  return found
}

const fileOf = (env: Env, found: Export): SentFile => ({
  path: join(folderOf(env), found.file!),
  name: fileNameOf(found),
  mediaType: mediaTypeOf(found),
  bytes: found.bytes!,
  sha256: found.sha256!,
})

/** Adds a download to the audit log. Without a token nobody is known but the link. */
function record(scope: RequestScope, { id, project }: Export, durationMs: number): void {
  const entries = entriesOf(scope, {
    kind: 'QUERY',
    linkSender: { project, subject: `export:${id}`, roles: [], proof: 'NONE' },
    fields: ['downloadUrl', `export:${id}`],
    isRecorded: false,
    outcome: 'OK',
    durationMs,
  })
  scope.services.audit.enqueue(entries)
}

/** A parameter that is sent twice is a list. */
const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
