import { useState } from 'react'
import { hrefOf, open, useAsked, useChoice } from '../../address/location.ts'
import { dimensions } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { wordsOf } from '../../format/names.ts'
import { Card } from '../../parts/card.tsx'
import { Alerts as AlertsOperation, Noticed, Unusual, WhyChanged } from './alerts.graphql.ts'
import { Anomalies } from './anomalies.tsx'
import { Explanation } from './explanation.tsx'
import { AlertForm } from './form/alert-form.tsx'
import { Insights } from './insights.tsx'
import { Rules } from './rules.tsx'

const watched = [
  'activeUsers',
  'messages',
  'conversations',
  'costUsd',
  'aiErrorRate',
  'apiErrorRate',
] as const
const groups = ['', ...dimensions] as const

/** What needs somebody, by the rules of people and by itself. */
export default function Alerts() {
  const { question } = useAsked()
  const [metric, chooseMetric] = useChoice('metric', watched)
  const [by, chooseBy] = useChoice('by', groups)
  const [isNew, setIsNew] = useState(false)
  const asked = variablesOf(question)
  const rules = usePage(AlertsOperation, {})
  const noticed = usePage(Noticed, {
    range: asked.range,
    timeZone: asked.timeZone,
    weekStart: asked.weekStart,
  })
  const { compare, interval: _, ...limits } = asked
  const unusual = usePage(Unusual, {
    ...limits,
    metrics: watched.map(key => ({ key })),
    by: by ? { dimension: by } : null,
  })
  const why = usePage(WhyChanged, {
    ...limits,
    compare,
    metric: { key: metric },
    by: [{ dimension: 'MODEL' }, { dimension: 'CHANNEL' }, { dimension: 'COUNTRY' }],
  })
  useRefresh(() => {
    for (const page of [rules, noticed, unusual, why]) page.refresh()
  })
  const openAlert = (id: string) => open(hrefOf(`/alerts/${encodeURIComponent(id)}`, question))
  return (
    <>
      <div className="title-row">
        <h1 className="page-title">What needs somebody?</h1>
        <button type="button" className="button primary" onClick={() => setIsNew(true)}>
          New alert
        </button>
      </div>
      <Card title="Rules" page={rules} fields={['alerts']} className="wide">
        {({ alerts }) => <Rules {...alerts} question={question} />}
      </Card>
      <div className="cards">
        <Card title="What stands out" page={noticed} fields={['insights']}>
          {({ insights }) => <Insights {...insights} />}
        </Card>
        <Card
          title="Why a number has changed"
          page={why}
          fields={['explainChange']}
          metrics={[metric]}
          aside={<Choice label="Metric" values={watched} value={metric} choose={chooseMetric} />}
        >
          {({ explainChange }) => <Explanation {...explainChange} question={question} />}
        </Card>
      </div>
      <Card
        title="Unusual numbers"
        page={unusual}
        fields={['anomalies']}
        metrics={watched}
        className="wide"
        aside={<Choice label="For each" values={groups} value={by} choose={chooseBy} />}
      >
        {({ anomalies }) => <Anomalies {...anomalies} question={question} />}
      </Card>
      {isNew && (
        <AlertForm
          start={{
            metric,
            formula: '',
            by: '',
            rest: {
              ...(asked.filter && { filter: asked.filter }),
              ...(asked.segmentId && { segmentId: asked.segmentId }),
            },
          }}
          onSaved={openAlert}
          onClose={() => setIsNew(false)}
        />
      )}
    </>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  values: readonly Value[]
  value: Value
  choose: (value: Value) => void
}

const Choice = <Value extends string>({ label, values, value, choose }: ChoiceProps<Value>) => (
  <select
    className="narrow"
    aria-label={label}
    value={value}
    onChange={({ target }) => choose(values.find(each => each === target.value) ?? values[0]!)}
  >
    {values.map(each => (
      <option key={each} value={each}>
        {each === '' ? 'all together' : each === each.toUpperCase() ? `by ${wordsOf(each)}` : each}
      </option>
    ))}
  </select>
)
