import { connect } from 'node:net'

interface Kind {
  /** The number of sockets. */
  count: number
  /** The first bytes of a socket, and its bytes each second. */
  begin: string
  trickle: string
  /** The connection is closed by then. */
  mostMs: number
}

const head = 'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n'
const headers = { count: 75, trickle: 'a', mostMs: 13_000 }
const body = { count: 100, trickle: 'a', mostMs: 33_000 }

/** Sockets with slow bodies outnumber the requests that run at once. */
const kinds: Record<string, Kind> = {
  'nothing at all': { ...headers, begin: '', trickle: '' },
  'a slow request line': { ...headers, begin: 'POST /graphql?' },
  'slow headers': { ...headers, begin: 'POST /graphql HTTP/1.1\r\nhost: a\r\nx: ' },
  'slow lines of headers': {
    ...headers,
    begin: 'POST /graphql HTTP/1.1\r\nhost: a\r\n',
    trickle: 'x: y\r\n',
  },
  'a slow body': { ...body, begin: `${head}content-length: 1000\r\n\r\n{` },
  'slow chunks': { ...body, begin: `${head}transfer-encoding: chunked\r\n\r\n`, trickle: '1\r\n{\r\n' },
  'a slow second request': {
    ...body,
    // The time starts with the first answer.
    mostMs: 36_000,
    begin: `${head}content-length: 26\r\n\r\n{"query":"{ __typename }"}${head}content-length: 1000\r\n\r\n{`,
  },
}

/**
 * H17: keeps many connections open by sending almost nothing, while other requests are served. Returns the problems
 * once the service has closed all of them, or should have.
 */
export async function slowSockets(url: string): Promise<string[]> {
  const { hostname: host, port } = new URL(url)
  const sockets = Object.entries(kinds).flatMap(([name, kind]) =>
    Array.from({ length: kind.count }, () => slowSocket({ host, port: Number(port) }, name, kind)),
  )
  const problems = (await Promise.all(sockets)).filter(problem => problem !== undefined)
  const counts = Object.entries(Object.groupBy(problems, problem => problem))
  return counts.map(([problem, all]) => `H17: ${all!.length} × ${problem}`)
}

function slowSocket(
  address: { host: string; port: number },
  name: string,
  { begin, trickle, mostMs }: Kind,
): Promise<string | undefined> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(address)
    // Immediately, so that this request is first on the open connection.
    socket.write(begin)
    const sending = setInterval(() => socket.writable && socket.write(trickle), 1_000)
    const deadline = setTimeout(() => end(`${name}: still open after ${mostMs / 1_000} s`), mostMs)
    const end = (problem: string | undefined) => {
      clearInterval(sending)
      clearTimeout(deadline)
      socket.destroy()
      resolve(problem)
    }
    socket.setEncoding('utf8').on('data', part => {
      answer = (answer + part).slice(-1_000)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => end(isTimeout(answer) ? undefined : `${name}: answered with ${answer}`))
  })
}

/** The last answer, after which the connection is closed. */
const isTimeout = (answer: string) => answer.split('HTTP/1.1 ').at(-1)!.startsWith('408 ')
