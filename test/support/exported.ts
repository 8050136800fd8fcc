import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { expect } from 'vitest'
import {
  ExportDocument,
  type ExportFieldsFragment,
  StartExportDocument,
  type StartExportInput,
} from '../e2e/operations/operations.ts'
import type { Story } from './story.ts'
import type { TestApp } from './test-app.ts'

/** Starts an export and gives its id. */
export async function startExport({ answer }: Story, input: StartExportInput): Promise<string> {
  const { startExport } = await answer(StartExportDocument, { input })
  expect(startExport.userErrors).toEqual([])
  return startExport.export!.id
}

/** Waits until an export has ended, for as long as the test may take. */
export async function endedExport({ answer }: Story, id: string): Promise<ExportFieldsFragment> {
  for (;;) {
    const { export: found } = await answer(ExportDocument, { id })
    if (!['QUEUED', 'RUNNING'].includes(found!.status)) return found!
    await pause(50)
  }
}

/** Exports, and downloads the file with its link alone. */
export async function exported(app: TestApp, story: Story, input: StartExportInput) {
  const done = await endedExport(story, await startExport(story, input))
  expect(done).toMatchObject({ status: 'DONE', error: null, progress: 1 })
  const response = await download(app, done.downloadUrl!)
  expect(response.status).toBe(200)
  return { done, response, file: Buffer.from(await response.arrayBuffer()) }
}

export const download = (app: TestApp, path: string, options?: RequestInit) =>
  fetch(new URL(path, app.url), options)

/** The cells of a CSV file below their names. */
export const csvRows = (file: Buffer): Record<string, string>[] => parse(file, { columns: true })
