import { connect } from 'node:net'

/** What a socket sends at first, and what it goes on with, a byte a second; closed by then. */
const kinds = {
  'slow headers': { begin: 'POST /graphql HTTP/1.1\r\nhost: a\r\nx: ', mostMs: 13_000 },
  'a slow body': {
    begin:
      'POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{',
    mostMs: 33_000,
  },
}

/**
 * H17: holds so many connections open by sending next to nothing, while others are served. Gives what is wrong once
 * the service has closed them all, or should have.
 */
export async function slowSockets(url: string, count: number): Promise<string[]> {
  const { hostname: host, port } = new URL(url)
  const sockets = Object.entries(kinds).flatMap(([name, kind]) =>
    Array.from({ length: count / 2 }, () => slowSocket({ host, port: Number(port) }, name, kind)),
  )
  const problems = (await Promise.all(sockets)).filter(problem => problem !== undefined)
  const counts = Object.entries(Object.groupBy(problems, problem => problem))
  return counts.map(([problem, all]) => `H17: ${all!.length} × ${problem}`)
}

function slowSocket(
  address: { host: string; port: number },
  name: string,
  { begin, mostMs }: { begin: string; mostMs: number },
): Promise<string | undefined> {
  return new Promise(resolve => {
    let answer = ''
    const socket = connect(address, () => socket.write(begin))
    const trickle = setInterval(() => socket.writable && socket.write('a'), 1_000)
    const deadline = setTimeout(() => end(`${name}: still open after ${mostMs / 1_000} s`), mostMs)
    const end = (problem: string | undefined) => {
      clearInterval(trickle)
      clearTimeout(deadline)
      socket.destroy()
      resolve(problem)
    }
    socket.setEncoding('utf8').on('data', part => {
      answer += part
    })
    socket.on('error', () => undefined)
    socket.on('close', () =>
      end(answer.startsWith('HTTP/1.1 408 ') ? undefined : `${name}: answered with ${answer.slice(0, 20)}`),
    )
  })
}
