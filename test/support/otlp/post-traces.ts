import { type TestApp } from '../test-app.ts'

interface Sending {
  path?: string
  headers?: Record<string, string>
  /** Null for none. */
  token?: string | null
}

/** Sends a body to `/v1/traces`, as JSON unless `headers` say otherwise. */
export async function postTraces(
  app: TestApp,
  body: string | Uint8Array,
  { path = '/v1/traces', headers = {}, token = app.token('service') }: Sending = {},
) {
  const response = await fetch(new URL(path, app.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body as RequestInit['body'],
  })
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  }
}

/** Sends spans as JSON for a project, and gives the status and the body of the answer. */
export async function sendSpans(app: TestApp, project: string, body: object) {
  const { status, bytes } = await postTraces(app, JSON.stringify(body), {
    token: app.token('service', project),
  })
  return { status, ...(JSON.parse(bytes.toString()) as object) }
}

export const protobuf = { 'content-type': 'application/x-protobuf' }
