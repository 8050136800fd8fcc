import '../../answers/answers.css'
import './explore.css'
import { hrefOf, setOwn, useAsked } from '../../address/location.ts'
import { type Filter, type Question, type Subject } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { isMeasured, type MeasuredGroup } from '../../answers/measure.ts'
import { MeasureView } from '../../answers/measure-view.tsx'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { compareName } from '../../format/times.ts'
import { metricName } from '../../format/units.ts'
import { Card } from '../../parts/card.tsx'
import { useZone } from '../../session/viewer.tsx'
import { Become } from './become.tsx'
import { Builder } from './builder.tsx'
import { type Exploration, questionOf, readExploration, writeExploration } from './exploration.ts'
import { Explore as ExploreOperation } from './explore.graphql.ts'

/** Any number by anything; what is found becomes a widget, an alert, an export or a link. */
export default function Explore() {
  const { question, own } = useAsked()
  const zone = useZone()
  const exploration = readExploration(own)
  const { range, compare, timeZone, weekStart } = variablesOf(question)
  const asked = { question: questionOf(exploration, question), range, compare, timeZone, weekStart }
  const page = usePage(ExploreOperation, asked)
  useRefresh(page.refresh)
  const title = titleOf(exploration)
  return (
    <>
      <h1 className="page-title">What do you want to know?</h1>
      <Builder
        exploration={exploration}
        change={change => setOwn(writeExploration({ ...exploration, ...change }))}
      />
      <Card
        title={title}
        page={page}
        fields={['ask']}
        metrics={exploration.metrics}
        className="wide"
        aside={<Become title={title} exploration={exploration} asked={asked} />}
      >
        {({ ask }) =>
          isMeasured(ask) ? (
            <MeasureView
              answer={ask}
              show={exploration.show}
              label={title}
              zone={zone}
              compared={compareName(question)}
              hrefOf={group => hrefOfGroup(group, exploration, question)}
            />
          ) : null
        }
      </Card>
    </>
  )
}

/** `Cost USD, AI calls by Model`. */
function titleOf({ metrics, formula, by }: Exploration): string {
  const names = [
    ...metrics.map(metric => metricName(metric.replace(/^custom\./, ''))),
    ...(formula ? [formula] : []),
  ]
  const subjects = by.map(subject =>
    subject.kind === 'dimension'
      ? metricName(subject.dimension.toLowerCase().replaceAll('_', ' '))
      : subject.key,
  )
  return names.join(', ') + (subjects.length ? ` by ${subjects.join(', ')}` : '')
}

/** The same question for only this group. */
function hrefOfGroup(group: MeasuredGroup, exploration: Exploration, question: Question): string | undefined {
  if (group.isOther || !group.labels.length) return undefined
  const filters = exploration.by.map(
    (subject, index): Filter => filterOf(subject, group.labels[index] ?? null),
  )
  const own = Object.entries(writeExploration({ ...exploration, by: [] })).filter(
    (pair): pair is [string, string] => pair[1] !== undefined,
  )
  return hrefOf(
    '/explore',
    { ...question, filters: [...question.filters, ...filters] },
    Object.fromEntries(own),
  )
}

const filterOf = (subject: Subject, label: string | null): Filter =>
  label === null
    ? { subject, operator: 'IS_NOT_SET', values: [] }
    : { subject, operator: 'IS', values: [label] }
