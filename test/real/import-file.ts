import { execFile } from 'node:child_process'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { SummaryDocument } from '../e2e/operations/operations.ts'
import { dataOf } from '../support/graphql/graphql-request.ts'
import { type Service } from './service.ts'

/** The time limit for imported events to be counted. */
const mostWaitingMs = 60_000

const command = new URL('../../src/cli/import.js', import.meta.url).pathname

/**
 * Runs the import command as a user does, and waits until answers count the imported events; returns the counts from
 * the command's summary.
 */
export async function importFile(
  service: Service,
  arguments_: string[],
): Promise<{ accepted: number; duplicates: number; rejected: number }> {
  const address = ['--url', service.url, '--token', service.service]
  const stdout = await outputOf([...arguments_, ...address])
  await untilCounted(service, new Date())
  const count = (word: string) =>
    Number(new RegExp(`([\\d,]+) ${word}`).exec(stdout)?.[1]?.replaceAll(',', ''))
  return { accepted: count('accepted'), duplicates: count('duplicates'), rejected: count('rejected') }
}

/** @throws Error with what the command printed, and without its arguments, one of which is a token */
async function outputOf(arguments_: string[]): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [command, ...arguments_], {
      timeout: 300_000,
    })
    return stdout
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${stdout}${stderr}`.trim())
  }
}

async function untilCounted({ url, admin }: Service, imported: Date): Promise<void> {
  const until = performance.now() + mostWaitingMs
  while (performance.now() < until) {
    const { summary } = await dataOf({ url, token: admin }, SummaryDocument, {})
    if (new Date(summary.meta.watermark) >= imported) return
    await setTimeout(100)
  }
  throw new Error(`What was imported is not counted after ${mostWaitingMs / 1_000} s.`)
}
