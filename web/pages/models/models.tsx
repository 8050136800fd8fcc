import { withValue } from '../../address/list-filters.ts'
import { listHref } from '../../address/list-href.ts'
import { hrefOf, useAsked, useChoice } from '../../address/location.ts'
import { type Question } from '../../address/question.ts'
import { variablesOf } from '../../address/variables.ts'
import { useRefresh } from '../../api/live.ts'
import { usePage } from '../../api/use-page.ts'
import { partsOf, Ranking } from '../../charts/ranking.tsx'
import { Trend } from '../../charts/trend.tsx'
import { wordsOf } from '../../format/names.ts'
import {
  compact,
  compactMoney,
  exact,
  milliseconds,
  money,
  numberOf,
  rate,
  ratio,
} from '../../format/numbers.ts'
import { Card } from '../../parts/card.tsx'
import { Facts } from '../../parts/facts.tsx'
import { Link } from '../../parts/link.tsx'
import { Listed } from '../../parts/listed.tsx'
import { NumberCards, type ShownNumbers } from '../../parts/number-cards.tsx'
import { Table } from '../../parts/table.tsx'
import {
  Advice,
  type AdviceQuery,
  type CallNumbersFragment,
  Models as ModelsOperation,
  type ModelsQuery,
} from './models.graphql.ts'

const shown: ShownNumbers<keyof CallNumbersFragment, CallNumbersFragment> = {
  costUsd: { name: 'Cost', short: compactMoney, long: money, of: each => numberOf(each.costUsd) },
  calls: { name: 'Calls', short: compact, long: exact, of: each => each.calls },
  tokens: { name: 'Tokens', short: compact, long: exact, of: each => each.tokens },
  errorRate: { name: 'Failed', short: rate, long: rate, of: each => each.errorRate },
  p95Ms: { name: 'Time, p95', short: milliseconds, long: milliseconds, of: each => each.p95Ms },
  averageTimeToFirstTokenMs: {
    name: 'To the first token',
    short: milliseconds,
    long: milliseconds,
    of: each => each.averageTimeToFirstTokenMs,
  },
}
const keys = Object.keys(shown) as (keyof typeof shown)[]
const breakdowns = ['BOT', 'USER', 'CALL_TYPE'] as const

/** What models cost, how fast they are, and what could be saved. */
export default function Models() {
  const { question } = useAsked()
  const [by, chooseBy] = useChoice('by', breakdowns)
  const page = usePage(ModelsOperation, { ...variablesOf(question), by })
  const advice = usePage(Advice, variablesOf(question))
  useRefresh(page.refresh)
  useRefresh(advice.refresh)
  const [metric, choose] = useChoice('metric', keys)
  const { name, of, long } = shown[metric]
  return (
    <>
      <h1 className="page-title">What do models cost?</h1>
      <Card
        title="Model calls of the range"
        page={page}
        fields={['aiStats']}
        metrics={keys}
        className="wide numbers"
      >
        {({ aiStats }) => (
          <NumberCards
            shown={shown}
            answer={aiStats}
            chosen={metric}
            choose={choose}
            listOf={key => listOf(key, question)}
          />
        )}
      </Card>
      <Card title={`${name} over time`} page={page} fields={['aiStats']} metrics={[metric]} className="wide">
        {({ aiStats }) => <Trend {...aiStats} label={name} lines={[{ name, of }]} format={long} />}
      </Card>
      <Card
        title="Model by model"
        page={page}
        fields={['aiModels']}
        metrics={['costUsd', 'p95Ms']}
        className="wide"
      >
        {({ aiModels }) => <ModelTable {...aiModels} question={question} />}
      </Card>
      <div className="cards">
        <Card
          title="Who spends it"
          page={page}
          fields={['aiUsage']}
          metrics={['costUsd']}
          aside={
            <select
              aria-label="Group the cost by"
              value={by}
              onChange={({ target }) => chooseBy(breakdowns.find(each => each === target.value) ?? 'BOT')}
            >
              {breakdowns.map(each => (
                <option key={each} value={each}>
                  by {wordsOf(each).toLowerCase()}
                </option>
              ))}
            </select>
          }
        >
          {({ aiUsage }) => <Spenders {...aiUsage} by={by} question={question} />}
        </Card>
        <Card title="Saved by caches" page={page} fields={['aiStats']}>
          {({ aiStats }) => (
            <Facts
              rows={[
                ['Input from the prompt cache', rate(ratio(aiStats.cachedTokens, aiStats.inputTokens))],
                ['Answers from your own cache', rate(aiStats.cacheHitRate)],
                ['Saved by your own cache', money(numberOf(aiStats.savedCostUsd))],
                ['Calls without a price', exact(aiStats.unpricedCalls)],
                ['Calls without their tokens', exact(aiStats.callsWithoutUsage)],
              ]}
            />
          )}
        </Card>
        <Card title="What could be saved" page={advice} fields={['costAdvice']}>
          {({ costAdvice }) => <AdviceList {...costAdvice} />}
        </Card>
        <Card title="Without a price" page={page} fields={['unpricedModels']}>
          {({ unpricedModels }) => <Unpriced {...unpricedModels} />}
        </Card>
      </div>
    </>
  )
}

type Answer<Key extends keyof ModelsQuery> = NonNullable<ModelsQuery[Key]>

const only = (question: Question, model: string) => hrefOf('/models', withValue(question, 'MODEL', model))

/** The calls themselves; tokens, costs and times are sums and measures of them. */
const listOf = (key: keyof typeof shown, question: Question) =>
  key === 'calls' ? listHref('ai-call', question) : key === 'errorRate' ? failedHref(question) : undefined

const failedHref = (question: Question) => listHref('ai-call', withValue(question, 'SUCCESS', false))

const ofModel = (question: Question, { provider, model }: { provider: string; model: string }) =>
  withValue(withValue(question, 'PROVIDER', provider), 'MODEL', model)

const ModelTable = ({ models, question }: Answer<'aiModels'> & { question: Question }) => (
  <Table
    label="Models"
    keyOf={({ provider, model }) => `${provider} ${model}`}
    rows={models.toSorted((one, other) => Number(other.costUsd) - Number(one.costUsd))}
    columns={[
      { name: 'Model', cell: ({ model }) => <Link href={only(question, model)}>{model}</Link> },
      { name: 'Provider', cell: ({ provider }) => provider },
      { name: 'Cost', cell: each => money(numberOf(each.costUsd)), isNumber: true },
      { name: 'Per 1,000 calls', cell: each => money(perThousand(each)), isNumber: true },
      {
        name: 'Calls',
        cell: each => (
          <Listed href={listHref('ai-call', ofModel(question, each))}>{exact(each.calls)}</Listed>
        ),
        isNumber: true,
      },
      { name: 'Tokens', cell: each => compact(each.tokens), isNumber: true },
      {
        name: 'Failed',
        cell: each => <Listed href={failedHref(ofModel(question, each))}>{rate(each.errorRate)}</Listed>,
        isNumber: true,
      },
      { name: 'p50', cell: each => milliseconds(each.p50Ms), isNumber: true },
      { name: 'p95', cell: each => milliseconds(each.p95Ms), isNumber: true },
      { name: 'p99', cell: each => milliseconds(each.p99Ms), isNumber: true },
      { name: 'First token', cell: each => milliseconds(each.averageTimeToFirstTokenMs), isNumber: true },
      { name: 'Tokens/s', cell: each => exact(each.outputTokensPerSecond), isNumber: true },
    ]}
    empty="No model was called in the range."
  />
)

const perThousand = ({ costUsd, calls }: { costUsd: string; calls: number }) =>
  ratio(numberOf(costUsd)! * 1_000, calls)

interface SpendersProps {
  by: (typeof breakdowns)[number]
  question: Question
}

function Spenders({ groups, by, question }: Answer<'aiUsage'> & SpendersProps) {
  const of = wordsOf(by)
  const sorted = groups.toSorted((one, other) => Number(other.costUsd) - Number(one.costUsd))
  const parts = partsOf(sorted.map(({ costUsd }) => numberOf(costUsd)))
  return (
    <Ranking
      label={`Cost by ${of}`}
      of={of}
      columns={[
        { name: 'Cost', format: money },
        { name: 'Calls', format: exact },
        { name: 'Failed', format: rate },
      ]}
      rows={sorted.map(({ group, costUsd, calls, errorRate }, index) => ({
        key: group ?? '',
        name: group ?? 'not given',
        ...(group !== null && { href: groupHref(by, group, question) }),
        part: parts[index]!,
        values: [numberOf(costUsd), calls, errorRate],
      }))}
      empty="No model was called in the range."
    />
  )
}

/** A user, or the same page for only this group. */
const groupHref = (by: SpendersProps['by'], group: string, question: Question) =>
  by === 'USER'
    ? hrefOf(`/users/${encodeURIComponent(group)}`, question)
    : hrefOf('/models', withValue(question, by, group))

type AdviceItem = NonNullable<AdviceQuery['costAdvice']>['advice'][number]

function AdviceList({ advice }: NonNullable<AdviceQuery['costAdvice']>) {
  if (!advice.length) return <p className="empty">There is nothing to save in the range.</p>
  return (
    <ul className="notes">
      {advice.map(each => (
        <li key={`${each.kind} ${each.model} ${each.botId} ${each.toModel}`} className="note">
          <b>{wordsOf(each.kind)}</b>{' '}
          {[each.model, each.toModel && `→ ${each.toModel}`, each.botId && `(${each.botId})`]
            .filter(Boolean)
            .join(' ')}
          <small>{detailsOf(each)}</small>
        </li>
      ))}
    </ul>
  )
}

/** `2,823 calls cost $12.61, $11.02 less if: short answers elsewhere` */
function detailsOf({ calls, costUsd, savingUsd, assumption }: AdviceItem): string {
  const spent =
    calls !== null && costUsd !== null ? `${exact(calls)} calls cost ${money(numberOf(costUsd))}` : undefined
  const saved = savingUsd === null ? undefined : `${money(numberOf(savingUsd))} less`
  const condition = assumption && `if: ${wordsOf(assumption).toLowerCase()}`
  return [spent, [saved, condition].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}

const Unpriced = ({ models }: Answer<'unpricedModels'>) => (
  <Table
    label="Models without a price"
    keyOf={({ provider, model }) => `${provider} ${model}`}
    rows={models}
    columns={[
      { name: 'Model', cell: ({ model }) => model },
      { name: 'Provider', cell: ({ provider }) => provider },
      { name: 'Calls', cell: ({ calls }) => exact(calls), isNumber: true },
      { name: 'Tokens', cell: ({ tokens }) => compact(tokens), isNumber: true },
    ]}
    empty="Every model of the range has a price."
  />
)
