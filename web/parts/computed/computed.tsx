import { useQuery } from 'urql'
import { useAsked } from '../../address/location.ts'
import { intervalOf } from '../../address/variables.ts'
import { filterName } from '../../format/names.ts'
import { counted } from '../../format/numbers.ts'
import { compareName, intervalName, momentName, rangeName } from '../../format/times.ts'
import { useZone } from '../../session/viewer.tsx'
import { Dialog } from '../dialog.tsx'
import { MetricDefinitions } from './definitions.graphql.ts'

/** The part of an answer that says how it was computed. */
interface Meta {
  asOf: string
  watermark: string
  isComplete: boolean
  sampleSize: number | null
  caveats: { code: string; message: string }[]
}

interface ComputedProps {
  title: string
  answers: readonly unknown[]
  metrics: readonly string[]
  onClose: () => void
}

/** How the numbers of a card come about: what they mean, of what, and how complete they are. */
export default function Computed({ title, answers, metrics, onClose }: ComputedProps) {
  const { question } = useAsked()
  const zone = useZone()
  const metas = answers.flatMap(answer => (hasMeta(answer) ? [answer.meta] : []))
  const compared = compareName(question)
  const rows: [string, string][] = [
    ['Range', rangeName(question.range)],
    ...(compared ? [['Compared with', compared] as [string, string]] : []),
    ['Buckets', intervalName(intervalOf(question))],
    ['Time zone', zone],
    ['Filter', question.filters.map(filterName).join(', and ') || 'none: all events'],
    ...(question.segmentId ? [['Segment', question.segmentId] as [string, string]] : []),
    ...metas.slice(0, 1).flatMap(meta => rowsOf(meta, zone)),
  ]
  return (
    <Dialog title={`How “${title}” is computed`} onClose={onClose}>
      <Definitions keys={metrics} />
      <h3>Of what</h3>
      <dl className="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <h3>Warnings</h3>
      <Caveats metas={metas} />
    </Dialog>
  )
}

const hasMeta = (answer: unknown): answer is { meta: Meta } =>
  typeof answer === 'object' && answer !== null && 'meta' in answer

const rowsOf = ({ asOf, watermark, isComplete, sampleSize }: Meta, zone: string): [string, string][] => [
  ['Asked at', momentName(asOf, zone)],
  ['Includes all events received before', momentName(watermark, zone)],
  [
    'Can still change',
    isComplete ? 'only by events that arrive later' : 'yes: the range is not over, or events are missing',
  ],
  ...(sampleSize === null ? [] : [['Computed from', counted(sampleSize, 'event')] as [string, string]]),
]

function Definitions({ keys }: { keys: readonly string[] }) {
  const [{ data, fetching }] = useQuery({ query: MetricDefinitions, pause: !keys.length })
  if (!keys.length) return null
  const known = data?.metrics?.filter(({ key }) => keys.includes(key)) ?? []
  return (
    <>
      <h3>Definition</h3>
      {fetching && <p>Loading …</p>}
      <dl className="facts">
        {known.map(({ key, name, description, formula }) => (
          <div key={key}>
            <dt>{name}</dt>
            <dd>
              {description} {formula && <code>{formula}</code>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}

function Caveats({ metas }: { metas: Meta[] }) {
  const caveats = new Map(metas.flatMap(meta => meta.caveats.map(({ code, message }) => [code, message])))
  if (!caveats.size) return <p>None.</p>
  return (
    <ul>
      {[...caveats].map(([code, message]) => (
        <li key={code}>
          {message} <code>{code}</code>
        </li>
      ))}
    </ul>
  )
}
