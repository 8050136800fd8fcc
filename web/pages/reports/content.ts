import { wordsOf } from '../../format/names.ts'
import { counted } from '../../format/numbers.ts'

/** A question as it was saved, such as `{ topUsers: { by: 'MESSAGES' } }`. */
export type SavedQuestion = Record<string, unknown>

export interface Block {
  title: string
  text?: string | null
  question?: SavedQuestion | null
}

export type Schedule =
  | { daily: { at: string } }
  | { weekly: { on: string[]; at: string } }
  | { monthly: { day: number; at: string } }
  | { cron: string }

/** The content of a report, as its field `input` has it. */
export interface ReportContent {
  blocks?: Block[] | null
  dashboardId?: string | null
  schedule?: Schedule | null
  timeZone?: string | null
  range?: { last?: { count: number; unit: string }; preset?: string } | null
  compare?: { period?: string } | null
  recipients?: { email?: string; webhook?: string }[] | null
  formats?: string[] | null
  segmentId?: string | null
  missed?: string | null
}

/** `every Monday and Thursday at 09:00`. */
export function scheduleName(schedule: Schedule | null | undefined): string {
  if (!schedule) return 'when somebody runs it'
  if ('daily' in schedule && schedule.daily) return `every day at ${schedule.daily.at}`
  if ('weekly' in schedule && schedule.weekly)
    return `every ${listed(schedule.weekly.on.map(wordsOf))} at ${schedule.weekly.at}`
  if ('monthly' in schedule && schedule.monthly)
    return `on day ${schedule.monthly.day} of each month at ${schedule.monthly.at}`
  return `by the pattern ${'cron' in schedule ? schedule.cron : ''}`
}

const listed = (names: string[]) =>
  names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join()

/** `the last 7 days`, `last month`; without a range, the unit that the schedule has. */
export function periodName({ range, schedule }: ReportContent): string {
  if (range?.preset) return wordsOf(range.preset).toLowerCase()
  const { count, unit } = range?.last ?? { count: 1, unit: usualUnit(schedule) }
  const word = unit.toLowerCase()
  return count === 1 ? `the last ${word}` : `the last ${count} ${word}s`
}

function usualUnit(schedule: Schedule | null | undefined): string {
  if (schedule && 'weekly' in schedule && schedule.weekly) return 'WEEK'
  return schedule && 'monthly' in schedule && schedule.monthly ? 'MONTH' : 'DAY'
}

/** `2 questions, 1 text`, or the dashboard. */
export function sourceName({ blocks, dashboardId }: ReportContent): string {
  if (dashboardId) return 'a dashboard'
  const questions = (blocks ?? []).filter(({ question }) => question).length
  const texts = (blocks ?? []).length - questions
  return [
    ...(questions ? [counted(questions, 'question')] : []),
    ...(texts ? [counted(texts, 'text')] : []),
  ].join(', ')
}

export const recipientsOf = ({ recipients }: ReportContent): string[] =>
  (recipients ?? []).flatMap(({ email, webhook }) => email ?? webhook ?? [])

/** What a question is about, by the key of its kind: `Measure: activeUsers, messages`. */
export function questionName(question: SavedQuestion): string {
  const [[kind, value] = ['', undefined]] = Object.entries(question).filter(([, each]) => each != null)
  const words = wordsOf(kind.replace(/([A-Z])/g, '_$1'))
  if (typeof value !== 'object' || value === null) return `${words} ${String(value)}`
  const { metrics, name, by, list } = value as Record<string, unknown>
  const details = Array.isArray(metrics)
    ? metrics
        .map(each => {
          const metric = each as { name?: string; key?: string; formula?: string }
          return metric.name ?? metric.key ?? metric.formula
        })
        .join(', ')
    : [name, by, list].find(each => typeof each === 'string')
  return details ? `${words}: ${String(details)}` : words
}
