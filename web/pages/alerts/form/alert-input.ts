import { choiceIn, listIn, numberIn, textIn } from '../../../parts/forms/form-values.ts'
import { type AlertContent } from '../words.ts'
import { type AlertConditionInput, type QuestionInput } from './alert-form.graphql.ts'

export const windows = [
  'HOUR_1',
  'MINUTES_5',
  'MINUTES_10',
  'MINUTES_15',
  'MINUTES_30',
  'HOURS_2',
  'HOURS_4',
  'DAY_1',
  'WEEK_1',
] as const

export const conditions = [
  'above',
  'below',
  'outside',
  'changeRate',
  'anomaly',
  'milestone',
  'equal',
  'notEqual',
] as const
export type ConditionKind = (typeof conditions)[number]

export const noDataRules = ['SHOW', 'NOTIFY', 'ZERO', 'KEEP'] as const
export const severities = ['WARNING', 'CRITICAL', 'INFO'] as const
const directions = ['', 'UP', 'DOWN'] as const
const againsts = ['PREVIOUS', 'SAME_WEEKDAY'] as const

/** A mistake in JSON that a person has written. */
export class UnreadableQuestion extends Error {}

type Measure = { metrics: Record<string, string>[]; by?: Record<string, string>[] } & Record<string, unknown>

/** The simple form of a question: one metric or formula, by at most one dimension. */
export interface SimpleQuestion {
  /** The key of a metric; empty for a formula. */
  metric: string
  formula: string
  /** A dimension, or empty. */
  by: string
  /** What else limits it, such as a filter, and `first`, how many groups it has at most. */
  rest: Record<string, unknown>
}

/** @returns undefined for a question that only JSON can say */
export function simpleOf(question: Record<string, unknown> | undefined): SimpleQuestion | undefined {
  const measure = question?.measure as Measure | undefined
  if (!measure) return undefined
  const { metrics, by = [], ...rest } = measure
  const known = Object.keys(rest).every(key => ['filter', 'segmentId', 'segment', 'first'].includes(key))
  const dimension = by.length === 0 ? '' : by[0]?.dimension
  if (metrics.length !== 1 || by.length > 1 || dimension === undefined || !known) return undefined
  const { formula = '', key, name } = metrics[0]!
  return { metric: key ?? name ?? '', formula, by: dimension, rest }
}

/** What the rule asks and what it is compared with: the part that can be previewed. @throws UnreadableQuestion */
export function ruleIn(form: FormData, rest: Record<string, unknown>) {
  return {
    ...questionIn(form, rest),
    window: choiceIn(form, 'window', windows),
    // Exactly one of its kinds: the compiler cannot follow the look-up, and the service checks it.
    condition: conditionIn(form) as AlertConditionInput,
    warning: textIn(form, 'warning'),
    everyMinutes: numberIn(form, 'everyMinutes'),
    forChecks: numberIn(form, 'forChecks'),
    minSample: numberIn(form, 'minSample'),
    noData: choiceIn(form, 'noData', noDataRules),
    renotifyMinutes: numberIn(form, 'renotifyMinutes'),
  }
}

/** The webhooks that an alert tells and that are not in a list, which may be cut, late or absent. */
export const toldElsewhere = ({ notify }: AlertContent, listed: readonly { id: string }[]): string[] =>
  ((notify ?? []) as { webhookId?: string }[])
    .flatMap(({ webhookId }) => webhookId ?? [])
    .filter(id => !listed.some(webhook => webhook.id === id))

/** All of the form. @throws UnreadableQuestion */
export const alertIn = (form: FormData, rest: Record<string, unknown>) => ({
  ...ruleIn(form, rest),
  name: textIn(form, 'name') ?? '',
  description: textIn(form, 'description'),
  severity: choiceIn(form, 'severity', severities),
  runbook: textIn(form, 'runbook'),
  notify: [
    ...listIn(form, 'email').map(email => ({ email })),
    ...form.getAll('webhookId').map(id => ({ webhookId: String(id) })),
  ],
})

function questionIn(form: FormData, rest: Record<string, unknown>) {
  if (form.has('question'))
    return { question: parsed(textIn(form, 'question') ?? ''), field: textIn(form, 'field') ?? '' }
  const formula = textIn(form, 'formula')
  const key = textIn(form, 'metric') ?? ''
  const dimension = textIn(form, 'by')
  const { first, ...limits } = rest
  const measure = {
    ...limits,
    metrics: [formula ? { formula } : { key }],
    ...(dimension && { by: [{ dimension }], ...(first !== undefined && { first }) }),
  }
  return { question: { measure } as QuestionInput, field: `metrics.${formula ?? key}` }
}

function parsed(text: string): QuestionInput {
  try {
    return JSON.parse(text) as QuestionInput
  } catch {
    throw new UnreadableQuestion('The question is no JSON.')
  }
}

function conditionIn(form: FormData) {
  const kind = choiceIn(form, 'kind', conditions)
  const value = textIn(form, 'value') ?? ''
  const inputs: Record<ConditionKind, () => Record<string, unknown>> = {
    above: () => ({ above: value }),
    below: () => ({ below: value }),
    equal: () => ({ equal: value }),
    notEqual: () => ({ notEqual: value }),
    outside: () => ({ outside: { low: textIn(form, 'low') ?? '', high: textIn(form, 'high') ?? '' } }),
    changeRate: () => ({
      changeRate: {
        above: percent(numberIn(form, 'more')),
        below: percent(numberIn(form, 'less')),
        against: choiceIn(form, 'against', againsts),
      },
    }),
    anomaly: () => ({ anomaly: { direction: choiceIn(form, 'direction', directions) || null } }),
    milestone: () => ({ milestone: { [form.get('each') === 'at' ? 'at' : 'every']: value } }),
  }
  return inputs[kind]()
}

/** People write 50 % as 50, the API as 0.5. */
const percent = (value: number | null) => (value === null ? null : value / 100)

/** The kind of a saved condition, and its parts as the fields of the form have them. */
export function conditionFields({ condition = {} }: AlertContent): {
  kind: ConditionKind
  fields: Record<string, string>
} {
  const kind = conditions.find(each => condition[each] !== undefined && condition[each] !== null) ?? 'above'
  const saved = condition[kind]
  const parts = (typeof saved === 'object' && saved !== null ? saved : {}) as Record<string, unknown>
  const fields: Record<ConditionKind, () => Record<string, unknown>> = {
    above: () => ({ value: saved }),
    below: () => ({ value: saved }),
    equal: () => ({ value: saved }),
    notEqual: () => ({ value: saved }),
    outside: () => ({ low: parts.low, high: parts.high }),
    changeRate: () => ({
      more: hundredfold(parts.above),
      less: hundredfold(parts.below),
      against: parts.against,
    }),
    anomaly: () => ({ direction: parts.direction }),
    milestone: () => ({ each: parts.at ? 'at' : 'every', value: parts.at ?? parts.every }),
  }
  const given = Object.entries(fields[kind]()).filter(([, value]) => value !== undefined && value !== null)
  return { kind, fields: Object.fromEntries(given.map(([name, value]) => [name, String(value)])) }
}

const hundredfold = (share: unknown) =>
  typeof share === 'number' ? Math.round(share * 1e6) / 1e4 : undefined
