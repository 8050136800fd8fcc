import 'reflect-metadata'
import { messageOf } from './message-of.ts'
import { rerunInOwnNode } from './own-node.ts'

if (!rerunInOwnNode()) {
  try {
    const { importCommand } = await import('./import/import-command.ts')
    process.exitCode = await importCommand(process.argv.slice(2))
  } catch (error) {
    console.error(messageOf(error))
    process.exitCode = 1
  }
}
