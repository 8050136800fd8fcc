import { type GraphQLResolveInfo } from 'graphql'
import { type Selection } from '../analytics/query/measure/selection.ts'
import { type SharedDashboard } from '../auth/viewer.ts'
import { answerTypeOf } from '../questions/answer-type.ts'
import { askQuestion } from '../questions/ask-question.ts'
import { type RequestScope } from '../request/request-scope.ts'
import { type Widget } from '../schema/dashboards/dashboard.ts'
import { type WidgetInput } from '../schema/dashboards/dashboard-input.ts'
import { type AskedDashboard, questionOf, questionsOf, textOf } from './asked-dashboard.ts'
import { placesOf } from './layout.ts'
import { type Outcome, outcomeOf } from './outcome.ts'
import { checkShown } from './share-links/check-shown.ts'
import { keysOf } from './widget-keys.ts'

/** A widget whose answer may still be on its way. */
export interface AskedWidget extends Omit<Widget, 'answer' | 'error'> {
  /** Undefined for a text, and where no answer is selected. */
  outcome: Promise<Outcome> | undefined
}

interface Asking {
  scope: RequestScope
  info: Pick<GraphQLResolveInfo, 'schema'>
  dashboard: AskedDashboard
  /** The fields that are selected on an answer of a type. Undefined where no answer is selected. */
  selectedOn: ((type: string) => Selection) | undefined
}

/** The widgets of a dashboard. Their questions are all asked at once, and equal ones once. */
export function askWidgets(asking: Asking): AskedWidget[] {
  const { scope, dashboard } = asking
  const { widgets } = dashboard.content
  const keys = keysOf(widgets)
  const places = placesOf(widgets)
  const outcomes = outcomesOf(asking)
  return widgets.map((widget, i) => {
    const asked = questionOf(dashboard, widget)
    return {
      ...shown(widget, scope.viewer?.shared),
      id: `${dashboard.id}.${keys[i]}`,
      key: keys[i]!,
      layout: places[i]!,
      outcome: asked && outcomes.get(textOf(asked)),
    }
  })
}

/** A question names saved things and users, which a share link does not show. */
const shown = ({ title, kind, question, text, display }: WidgetInput, shared?: SharedDashboard) => ({
  title,
  kind,
  question: shared ? null : (question ?? null),
  text: text ?? null,
  display: display ?? null,
})

/** The outcomes by the text of their questions. */
function outcomesOf({ scope, info, dashboard, selectedOn }: Asking): Map<string, Promise<Outcome>> {
  const outcomes = new Map<string, Promise<Outcome>>()
  const shared = scope.viewer?.shared
  if (!selectedOn) return outcomes
  for (const [text, { question, beside }] of questionsOf(dashboard)) {
    const ask = async () => {
      if (shared) await checkShown(scope, question, shared)
      return askQuestion(scope, info, question, beside, selectedOn(answerTypeOf(question)))
    }
    outcomes.set(text, outcomeOf(scope, ask))
  }
  return outcomes
}
