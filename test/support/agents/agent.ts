import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'
import type { TestApp } from '../test-app.ts'

/** The two revisions of the protocol that the client speaks. */
export const revisions = { '2025-11-25': 'legacy', '2026-07-28': { pin: '2026-07-28' } } as const
export type Revision = keyof typeof revisions

/** The answer of a tool: its text, and whether it is a refusal. */
export interface ToolAnswer {
  text: string
  isError: boolean
}

/** An agent that is connected with a token; null for none. */
export async function agent(app: TestApp, token: string | null, revision: Revision = '2026-07-28') {
  const client = new Client(
    { name: 'test', version: '1' },
    { versionNegotiation: { mode: revisions[revision] } },
  )
  const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
  await client.connect(
    new StreamableHTTPClientTransport(new URL(app.url.replace(/graphql$/, 'mcp')), {
      requestInit: { headers },
    }),
  )
  const call = async (name: string, given: object = {}): Promise<ToolAnswer> => {
    const { content, isError } = await client.callTool({ name, arguments: { ...given } })
    const [first] = content as { type: string; text: string }[]
    return { text: first!.text, isError: isError === true }
  }
  return { client, call, close: () => client.close() }
}

/** The JSON between the marks of an answer. */
export function dataIn({ text }: ToolAnswer): unknown {
  const [, mark] = /between the marks ([\w-]+) is data/.exec(text) ?? []
  return JSON.parse(text.split(`\n${mark}`)[1]!.trim())
}
