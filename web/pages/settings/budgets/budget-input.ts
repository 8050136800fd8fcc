import { choiceIn, listIn, textIn } from '../../../parts/forms/form-values.ts'

/** What is saved of a budget, as far as the form shows it. */
export interface BudgetContent {
  period?: { every?: string; rollingDays?: number }
  scope?: Record<string, unknown>
  action?: string
  thresholds?: number[]
  notify?: { email?: string; webhookId?: string }[]
  [more: string]: unknown
}

export const periods = ['MONTH', 'WEEK', 'DAY', 'QUARTER'] as const
export const scopes = ['EVERYBODY', 'EACH_USER', 'model', 'provider', 'botId', 'userId', 'segmentId'] as const
export const actions = ['NOTIFY', 'BLOCK_HINT'] as const

const people = ['EVERYBODY', 'EACH_USER'] as const

export function budgetIn(form: FormData, saved: BudgetContent = {}) {
  const webhooks = (saved.notify ?? []).filter(({ webhookId }) => webhookId !== undefined)
  const thresholds = listIn(form, 'thresholds').map(text => Number(text) / 100)
  return {
    name: textIn(form, 'name') ?? '',
    description: textIn(form, 'description'),
    amountUsd: textIn(form, 'amountUsd') ?? '',
    period: form.get('period') === 'kept' ? saved.period : { every: choiceIn(form, 'period', periods) },
    scope: form.get('scope') === 'kept' ? saved.scope : scopeIn(form),
    action: choiceIn(form, 'action', actions),
    thresholds: thresholds.length ? thresholds : null,
    notify: [...listIn(form, 'email').map(email => ({ email })), ...webhooks],
  }
}

function scopeIn(form: FormData): Record<string, string> {
  const scope = choiceIn(form, 'scope', scopes)
  const everybody = people.find(each => each === scope)
  return everybody ? { users: everybody } : { [scope]: textIn(form, 'of') ?? '' }
}

/** The scope as the form has it; undefined for one that it cannot show, which is then kept. */
export function scopeOf({
  scope,
}: BudgetContent): { scope: (typeof scopes)[number]; of: string } | undefined {
  if (!scope) return { scope: 'EVERYBODY', of: '' }
  const [kind, value] = Object.entries(scope).find(([, each]) => each !== null && each !== undefined) ?? [
    '',
    '',
  ]
  const found = scopes.find(each => each === (kind === 'users' ? value : kind))
  if (!found || typeof value !== 'string') return undefined
  return { scope: found, of: kind === 'users' ? '' : value }
}
