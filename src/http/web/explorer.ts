import { join } from 'node:path'
import { type FastifyReply, type FastifyRequest } from 'fastify'
import Negotiator from 'negotiator'
import { type Explorer } from '../../env/checks.ts'
import { packageFolder } from '../../package-folder.ts'
import { refusal } from '../refusal.ts'
import { type BuiltFile, readBuiltFiles } from './built-files.ts'
import { policyOfGraphiql, policyOfSandbox } from './policies.ts'
import { noSuchFile, sendBuilt } from './send-built.ts'

const folder = join(packageFolder(import.meta.dirname), 'dist/explorer')

/** GraphiQL has megabytes, so its files are read when somebody first asks for them. */
let reading: Promise<Map<string, BuiltFile>> | undefined
const builtFiles = () => (reading ??= readBuiltFiles(folder))

/** What `?ui=` may name: Apollo's script is not loaded where the operator has chosen GraphiQL. */
const choices: Record<Explorer, string[]> = {
  auto: ['graphiql', 'apollo'],
  graphiql: ['graphiql'],
  apollo: ['apollo', 'graphiql'],
}

/**
 * Answers a person who opens `/graphql`. `auto` without a choice is the page of the Sandbox too: it goes on to GraphiQL by
 * itself if Apollo's script does not come.
 * @throws 400 for another choice
 */
export async function showExplorer(explorer: Explorer, request: FastifyRequest, reply: FastifyReply) {
  const { ui } = request.query as { ui?: unknown }
  if (ui === undefined && explorer !== 'auto') return reply.redirect(`/graphql?ui=${explorer}`, 302)
  if (ui !== undefined && !choices[explorer].includes(ui as string))
    throw refusal(400, `ui must be ${choices[explorer].join(' or ')}.`)
  reply.header('vary', 'Accept')
  return ui === 'graphiql'
    ? sendExplorerFile('graphiql.html', policyOfGraphiql, request, reply)
    : sendExplorerFile('sandbox.html', policyOfSandbox, request, reply)
}

/** Answers with a file of the explorer. @throws 404 */
export async function sendExplorerFile(
  name: string,
  policy: string,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const files = await builtFiles()
  const file = files.get(name)
  if (!file) throw noSuchFile(files)
  return sendBuilt(file, policy, request, reply)
}

/** Whether the client is a browser that shows a page, not one that asks the API. */
export const wantsPage = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' &&
  headers.accept !== undefined &&
  new Negotiator({ headers }).mediaType([
    'application/json',
    'application/graphql-response+json',
    'text/html',
  ]) === 'text/html'
