import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pino from 'pino'
import { createApp } from '../../src/app.ts'
import { signToken } from '../../src/auth/tokens/sign-token.ts'
import { readEnv } from '../../src/env.ts'
import { graphqlRequest } from '../support/graphql/graphql-request.ts'
import { withoutRates } from '../support/without-rates.ts'

/** A service of its own, asked by an administrator of one project. */
export interface Service {
  answer<Data>(query: string, variables?: object): Promise<Data>
  /** Exports as XLSX. The file, or the code of the refusal. */
  exported(input: object): Promise<Buffer | string>
  close(): Promise<unknown>
}

export async function startService(folder: string): Promise<Service> {
  const env = readEnv({
    PORT: '0',
    DATA_DIR: join(folder, 'data'),
    PROJECTION_WAIT_MS: '60000',
    ...withoutRates,
  })
  const app = await createApp(env, () => undefined, pino({ level: 'error' }))
  const url = `${await app.listen()}/graphql`
  const token = signToken(env, {
    roles: ['admin'],
    subject: 'office',
    project: 'office',
    expiresInSeconds: 3_600,
  })
  const answer = async <Data>(query: string, variables: object = {}): Promise<Data> => {
    const { data, errors } = await graphqlRequest<Data>({ url, token }, query, variables)
    if (errors.length || !data) throw new Error(JSON.stringify(errors))
    return data
  }
  return { answer, exported: input => exported(answer, url, input), close: app.close }
}

const start =
  'mutation ($input: StartExportInput!) { startExport(input: $input) { export { id } userErrors { code } } }'
const look = 'query ($id: ID!) { export(id: $id) { status downloadUrl error { code } } }'

interface Looked {
  export: { status: string; downloadUrl: string | null; error: { code: string } | null }
}

async function exported(answer: Service['answer'], url: string, input: object): Promise<Buffer | string> {
  const { startExport } = await answer<{
    startExport: { export: { id: string } | null; userErrors: object[] }
  }>(start, {
    input: { ...input, format: 'XLSX' },
  })
  if (!startExport.export) throw new Error(JSON.stringify(startExport.userErrors))
  for (;;) {
    const { export: found } = await answer<Looked>(look, { id: startExport.export.id })
    if (found.error) return found.error.code
    if (found.downloadUrl)
      return Buffer.from(await (await fetch(new URL(found.downloadUrl, url))).arrayBuffer())
    await pause(200)
  }
}
