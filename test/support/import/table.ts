import { fileEvents } from '../../../src/cli/import/file-events.ts'
import { inputFiles } from '../../../src/cli/import/input-files.ts'
import { importSettings } from '../../../src/cli/import/settings.ts'
import { type SourceName } from '../../../src/cli/import/sources/index.ts'
import { type Identity } from '../../../src/cli/import/sources/source.ts'

type Item = Awaited<ReturnType<ReturnType<typeof fileEvents>['next']>>['value'][number]

const nobody = { url: () => 'http://127.0.0.1/graphql', token: () => 'none' }

/**
 * What the rows of a file become, as lines of a table: the line of the row, what it becomes, and the values. An event has its id,
 * name, time, user, visitor, other fields and properties; the id is `made` where the product has none.
 */
export async function tableOf(source: SourceName, path: string): Promise<string[]> {
  const settings = importSettings([path, '--from', source], nobody)
  if (settings === 'help') throw new Error('no file was given')
  const lines: string[] = []
  for (const file of await inputFiles([path]))
    for await (const items of fileEvents(file, settings.reading)) lines.push(...items.map(lineOf))
  return lines
}

/** The readings of a usage file, those of one result in a line: nine lines with the same labels would hide the values. */
export async function readingsOf(path: string): Promise<string[]> {
  const results = new Map<string, string[]>()
  for (const row of await tableOf('openai-usage', path)) {
    const [line, , , name, time, , , fields, labels] = row.split(' | ')
    const { value, unit } = JSON.parse(fields!)
    const result = cells(line, 'systemMetrics', time, labels)
    const reading = `${name!.replace('openai.', '')} ${value} ${unit}`
    results.set(result, [...(results.get(result) ?? []), reading])
  }
  return [...results].map(([result, readings]) => cells(result, readings.join(', ')))
}

function lineOf(item: Item): string {
  if ('problem' in item) return cells(item.line, 'refused', item.problem.code, item.problem.field ?? '-')
  if ('skipped' in item) return cells(item.line, 'left out', item.skipped)
  return 'identity' in item ? identityLine(item.line, item.identity) : eventLine(item)
}

const cells = (...values: unknown[]) => values.join(' | ')

function eventLine({ line, kind, event }: Extract<Item, { json: string }>): string {
  const { eventId, name, timestamp, userId, anonymousId, properties, ...fields } = event
  const id = eventId === undefined ? '-' : String(eventId).replace(/^(\w+:)[0-9a-f]{32}$/, '$1made')
  const [user, visitor] = [userId ?? '-', anonymousId ?? '-']
  return cells(line, kind, id, name ?? '-', timestamp, user, visitor, json(fields), json(properties ?? null))
}

function identityLine(line: number, { at, userId, visitorId, ...change }: Identity): string {
  const time = new Date(at).toISOString()
  const given = Object.entries(change).filter(([, part]) => isFilled(part))
  if (given.length === 0) return cells(line, 'link', userId, visitorId, time)
  const who = [userId, visitorId && `visitor ${visitorId}`].filter(Boolean).join(' ')
  return cells(line, 'traits', who, time, json(Object.fromEntries(given)))
}

const isFilled = (part: unknown) =>
  typeof part === 'object' && part !== null ? Object.keys(part).length > 0 : part !== undefined

/** JSON with sorted keys and blanks, for people. */
function json(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(json).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const keys = Object.keys(value).filter(key => (value as Record<string, unknown>)[key] !== undefined)
  const pairs = keys
    .sort()
    .map(key => `${JSON.stringify(key)}: ${json((value as Record<string, unknown>)[key])}`)
  return `{${pairs.join(', ')}}`
}
