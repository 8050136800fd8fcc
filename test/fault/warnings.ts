import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The warnings in the log of all starts, each message once with its count. */
export async function warnings(folder: string): Promise<string[]> {
  const lines = (await readFile(join(folder, 'service.log'), 'utf8')).split('\n')
  const messages = lines.filter(line => line.startsWith('{')).map(line => String(JSON.parse(line).msg))
  return Object.entries(Object.groupBy(messages, message => message)).map(
    ([message, all]) => `${all!.length} × ${message}`,
  )
}
