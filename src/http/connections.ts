import { type Server, type ServerResponse } from 'node:http'
import { type Socket } from 'node:net'
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises'

/** The open connections of a server, so that it closes without cutting off accepted requests. */
export interface Connections {
  /**
   * Calls `close`, which stops accepting, and waits at most `mostMs` for the answers under way; then cuts them off.
   * @returns whether no answer was cut off
   */
  finish(close: () => Promise<void>, mostMs: number): Promise<boolean>
}

/** How often connections without a request, which would keep the server open, are ended. */
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
   * Ends connections without a request. Node counts a connection that has sent nothing, or half a header, as busy. After one
   * turn of the event loop all requests that came meanwhile have been read.
   */
  const endUnused = async () => {
    await turn()
    const busy = new Set(answering.values())
    for (const socket of open) if (!busy.has(socket)) socket.destroy()
  }

  return {
    finish: async (close, mostMs) => {
      // First accept the clients that have connected already: closing would reset their connections.
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
