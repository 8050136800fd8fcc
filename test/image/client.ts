import { type Container } from './container.ts'

/** A request and its answer, as JSON. */
const request = `
const [url, init] = JSON.parse(process.argv[1])
const answer = await fetch(url, init)
console.log(JSON.stringify({ status: answer.status, body: await answer.text() }))
`

interface Answer {
  status: number
  body: string
}

/** Sends a request in the network of the container, which nothing else can reach. */
export async function fetchIn(container: Container, path: string, init: RequestInit = {}): Promise<Answer> {
  const given = JSON.stringify([`http://127.0.0.1:8002${path}`, init])
  const { code, output } = await container.exec(['node', '--input-type=module', '--eval', request, given])
  if (code !== 0) throw new Error(`A request to ${path} failed: ${output}`)
  return JSON.parse(output)
}

export async function postJson(container: Container, path: string, body: object): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${await adminToken(container)}`,
  }
  return (await fetchIn(container, path, { method: 'POST', headers, body: JSON.stringify(body) })).body
}

/** The data of an answer to an administrator. @throws Error if it has errors */
export async function ask<Data>(container: Container, query: string): Promise<Data> {
  const body = await postJson(container, '/graphql', { query })
  const { data, errors } = JSON.parse(body)
  if (errors || !data) throw new Error(`${query} got ${body}`)
  return data
}

/** A token of an administrator, from the command in the image. All containers accept it, since they have the same secret. */
function adminToken(container: Container): Promise<string> {
  token ??= printToken(container)
  return token
}

let token: Promise<string> | undefined

async function printToken(container: Container): Promise<string> {
  const { code, output } = await container.exec(['node', 'dist/src/cli/token.js', '--role', 'admin'])
  if (code !== 0) throw new Error(`The command token ended with ${code}: ${output}`)
  return output.trim()
}
