import { type ServerResponse } from 'node:http'
import { type StreamClock } from '../../../streams/ticks.ts'

/** The longest time for a client to read what was sent. */
export const unreadSeconds = 30

const lookSeconds = 5

/** Ends the connection of a client that stops reading, so that it does not listen for ever. */
export function cutUnread(response: ServerResponse, { secondMs }: StreamClock): void {
  let readAt = performance.now()
  const look = () => {
    if (!response.writableNeedDrain) readAt = performance.now()
    else if (performance.now() - readAt > unreadSeconds * secondMs) response.destroy()
  }
  const timer = setInterval(look, lookSeconds * secondMs)
  response.once('close', () => clearInterval(timer))
}
