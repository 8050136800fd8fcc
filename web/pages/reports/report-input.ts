import { choiceIn, choicesIn, listIn, numberIn, textIn } from '../../parts/forms/form-values.ts'
import { type Block, type ReportContent, type Schedule } from './content.ts'

export const scheduleKinds = ['weekly', 'daily', 'monthly', 'cron', 'none'] as const
export type ScheduleKind = (typeof scheduleKinds)[number]

export const weekdays = [
  'MONDAY',
  'TUESDAY',
  'WEDNESDAY',
  'THURSDAY',
  'FRIDAY',
  'SATURDAY',
  'SUNDAY',
] as const

export const periods = [
  'usual',
  'last',
  'YESTERDAY',
  'LAST_WEEK',
  'LAST_MONTH',
  'LAST_QUARTER',
  'LAST_YEAR',
] as const
export const units = ['DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'HOUR'] as const
export const compares = ['', 'PREVIOUS_PERIOD', 'PREVIOUS_YEAR'] as const
export const formats = ['CSV', 'XLSX'] as const
export const missedRules = ['ONCE', 'SKIP'] as const

/** The kind of a saved schedule. */
export const kindOf = (schedule: Schedule | null | undefined): ScheduleKind =>
  scheduleKinds.find(kind => schedule && kind in schedule && schedule[kind as keyof Schedule] != null) ??
  'none'

export function periodOf({ range }: ReportContent): (typeof periods)[number] {
  if (!range) return 'usual'
  return range.last ? 'last' : (periods.find(each => each === range.preset) ?? 'usual')
}

/**
 * The input of a report from its form. What the form does not show, such as the start of the week, is left out, so that a change
 * leaves it as it is.
 */
export function reportIn(form: FormData, blocks: readonly Block[]) {
  const dashboardId = form.get('source') === 'dashboard' ? (textIn(form, 'dashboardId') ?? '') : null
  return {
    name: textIn(form, 'name') ?? '',
    description: textIn(form, 'description'),
    dashboardId,
    blocks: dashboardId === null ? [...blocks] : null,
    schedule: scheduleIn(form),
    timeZone: textIn(form, 'timeZone'),
    range: rangeIn(form),
    compare: compareIn(form),
    recipients: [
      ...listIn(form, 'email').map(email => ({ email })),
      ...listIn(form, 'webhook').map(webhook => ({ webhook })),
    ],
    formats: choicesIn(form, 'formats', formats),
    segmentId: textIn(form, 'segmentId'),
    missed: choiceIn(form, 'missed', missedRules),
  }
}

function scheduleIn(form: FormData) {
  const at = textIn(form, 'at') ?? ''
  const kind = choiceIn(form, 'schedule', scheduleKinds)
  if (kind === 'none') return null
  if (kind === 'cron') return { cron: textIn(form, 'cron') ?? '' }
  if (kind === 'daily') return { daily: { at } }
  return kind === 'monthly'
    ? { monthly: { at, day: numberIn(form, 'day') ?? 1 } }
    : { weekly: { at, on: choicesIn(form, 'on', weekdays) } }
}

function rangeIn(form: FormData) {
  const period = choiceIn(form, 'period', periods)
  if (period === 'usual') return null
  if (period !== 'last') return { preset: period }
  return { last: { count: numberIn(form, 'count') ?? 1, unit: choiceIn(form, 'unit', units) } }
}

function compareIn(form: FormData) {
  const period = choiceIn(form, 'compare', compares)
  return period === '' ? null : { period }
}
