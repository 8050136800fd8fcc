import { type Server, type ServerResponse } from 'node:http'
import { type Socket } from 'node:net'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'

/** The open connections of a server, so that it closes without cutting off what it has accepted. */
export interface Connections {
  /**
   * Waits for `close`, which stops accepting, but no longer than `mostMs` for answers under way; then they are cut.
   * @returns whether all of them were given
   */
  finish(close: () => Promise<void>, mostMs: number): Promise<boolean>
}

/** How often connections are looked for that hold the server open without a request. */
const sweepMs = 500

export function watchConnections(server: Server): Connections {
  const open = new Set<Socket>()
  const answering = new Map<ServerResponse, Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.on('request', (request, response) => {
    answering.set(response, request.socket)
    response.once('close', () => answering.delete(response))
  })

  /**
   * Node counts one that has sent nothing yet, or half a header, as busy. What came while this process was busy has
   * been read once all that waits had its turn.
   */
  const endUnused = async () => {
    await turn()
    const busy = new Set(answering.values())
    for (const socket of open) if (!busy.has(socket)) socket.destroy()
  }

  return {
    finish: async (close, mostMs) => {
      // Who has connected already is taken in first: what is not would be reset.
      await turn()
      const closing = close()
      const sweep = setInterval(endUnused, sweepMs)
      await Promise.race([closing, pause(mostMs, undefined, { ref: false })])
      clearInterval(sweep)
      const isClean = answering.size === 0
      server.closeAllConnections()
      await closing
      return isClean
    },
  }
}
