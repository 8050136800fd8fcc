import { join } from 'node:path'
import { type FastifyReply, type FastifyRequest } from 'fastify'
import { packageFolder } from '../../package-folder.ts'
import { readBuiltFiles } from '../web/built-files.ts'
import { policyOfPage } from '../web/policies.ts'
import { noSuchFile, sendBuilt } from '../web/send-built.ts'
import { type Route } from './route.ts'

const folder = join(packageFolder(import.meta.dirname), 'dist/page')

/** Answers the page for people: `/` leads to `/app/`, where every address without a file is the page itself. */
export const webRoute: Route = async (server, { env }) => {
  if (!env.web) return
  const files = await readBuiltFiles(folder)
  server.get('/', async (_, reply) => reply.redirect('/app/', 302))
  const answered = (name: string, request: FastifyRequest, reply: FastifyReply) => {
    const file = files.get(name) ?? (isAsset(name) ? undefined : files.get('index.html'))
    if (!file) throw noSuchFile(files)
    return sendBuilt(file, policyOfPage, request, reply)
  }
  server.get('/app', async (request, reply) => answered('index.html', request, reply))
  server.get<{ Params: { '*': string } }>('/app/*', async (request, reply) =>
    answered(request.params['*'], request, reply),
  )
}

const isAsset = (name: string) => name.startsWith('assets/')
