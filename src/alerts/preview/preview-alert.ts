import { type GraphQLSchema } from 'graphql'
import { definition } from '../../analytics/query/definition.ts'
import { warning } from '../../analytics/query/meta.ts'
import { defaultRange, toRange } from '../../analytics/query/range.ts'
import { badInput } from '../../errors.ts'
import { type RequestScope } from '../../request/request-scope.ts'
import { type AlertRule } from '../../schema/alerts/alert-input.ts'
import { type AlertPreview, type PreviewAlertArgs } from '../../schema/alerts/alert-preview.ts'
import { WeekStart } from '../../schema/date-range-input.ts'
import { type Warning } from '../../schema/warning.ts'
import { checkRule } from '../check-alert.ts'
import { readContent } from '../saved-alert.ts'
import { everyMs, settledAt, windowMs } from '../windows.ts'
import { observedIn } from './observed-in.ts'
import { played } from './played.ts'

/**
 * What a rule would have done in a range, with the numbers of each window and the state machine of the checks. Windows follow
 * each other, so that one statement has the numbers of all of them.
 * @throws INVALID_QUESTION unless exactly one of `input` and `id` is given, NOT_FOUND, INVALID_RANGE, TOO_MANY_CELLS, and as
 * `checkRule` and the question do
 */
export async function previewAlert(
  scope: RequestScope,
  schema: GraphQLSchema,
  args: PreviewAlertArgs,
): Promise<AlertPreview> {
  const rule = await ruleOf(scope, schema, args)
  const timeZone = await scope.timeZone()
  const range = toRange(args.range ?? defaultRange, { timeZone, weekStart: WeekStart.MONDAY }, scope.asOf)
  const { watermark } = await scope.caughtUp()
  const settled = settledAt(watermark, scope.asOf)
  const observed = await observedIn({ scope, schema, rule, timeZone, range, settled })
  return { ...played(rule, timeZone, observed.windows), caveats: caveatsOf(rule, observed) }
}

async function ruleOf(
  scope: RequestScope,
  schema: GraphQLSchema,
  { input, id }: PreviewAlertArgs,
): Promise<AlertRule> {
  if ((input == null) === (id == null))
    throw badInput('INVALID_QUESTION', 'input', 'Set input or id, and not both.')
  if (input) await checkRule(scope, input)
  return input ?? readContent(schema, (await definition(scope.em, 'alert', id!)).content)
}

function caveatsOf(rule: AlertRule, { leftOut }: { leftOut: number }): Warning[] {
  const isOverlapping = !rule.condition.anomaly && everyMs(rule) !== windowMs[rule.window]
  const every = Math.round(everyMs(rule) / 60_000)
  return [
    ...(isOverlapping
      ? [
          warning(
            'WINDOWS_APPROXIMATED',
            `The preview looks at windows that follow each other. Checks look at one every ${every} minutes: they may see more, and earlier.`,
          ),
        ]
      : []),
    ...(leftOut
      ? [
          warning(
            'WINDOWS_LEFT_OUT',
            `${leftOut} windows were left out, because each is a question of its own.`,
          ),
        ]
      : []),
  ]
}
