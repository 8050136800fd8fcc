import { questionsOf } from '../../../dashboards/asked-dashboard.ts'
import { type DashboardArgs } from '../../../schema/dashboards/dashboard-args.ts'
import { type Question } from '../question.ts'
import { questionCost } from '../questions/ask-cost.ts'
import { sumOf } from '../sum-of.ts'
import { weights } from '../weights.ts'

type Asked = Question<DashboardArgs & { id: string }>

/**
 * The cost of the questions of all widgets, as if each was asked alone; equal ones count once. A dashboard that does not
 * exist costs its look-up.
 */
export function dashboardCost(question: Asked): number {
  const { args, fieldsCost, saved } = question
  const dashboard = saved.dashboards.get(args.id)
  if (!dashboard) return weights.statement
  const answers = question.parts('widgets').flatMap(widgets => widgets.parts('answer'))
  const questions = [...questionsOf({ ...dashboard, args }).values()]
  return (
    weights.statement +
    dashboard.content.widgets.length * fieldsCost +
    sumOf(answers, answer =>
      sumOf(questions, ({ question, beside }) =>
        questionCost(question, beside, withFields(answer, fieldsCost)),
      ),
    )
  )
}

/** The selection of an answer. The fields of one widget stand for those of the answer, on each of its rows. */
const withFields = (answer: Question, fieldsCost: number): Question => ({
  ...answer,
  on: type => ({ ...answer.on(type), fieldsCost }),
})
