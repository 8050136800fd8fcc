import './exports.css'
import { useEffect, useState } from 'react'
import { useAsked } from '../../address/location.ts'
import { variablesOf } from '../../address/variables.ts'
import { useChange } from '../../api/use-change.ts'
import { usePage } from '../../api/use-page.ts'
import { wordsOf } from '../../format/names.ts'
import { counted, exact } from '../../format/numbers.ts'
import { momentName, rangeName } from '../../format/times.ts'
import { Card } from '../../parts/card.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/form.tsx'
import { say } from '../../parts/notice.tsx'
import { DeleteDialog } from '../../parts/saved/delete-dialog.tsx'
import { useZone } from '../../session/viewer.tsx'
import {
  CancelExport,
  DeleteExport,
  Exports as ExportsOperation,
  type ExportsQuery,
  StartExport,
  type StartExportMutationVariables,
} from './exports.graphql.ts'

type Export = NonNullable<ExportsQuery['exports']>['nodes'][number]
type Input = StartExportMutationVariables['input']

const everyMs = 3_000
const isUnderWay = ({ status }: Export) => status === 'QUEUED' || status === 'RUNNING'

/** Files of rows: what is being written, and what can be downloaded. */
export default function Exports() {
  const page = usePage(ExportsOperation, {})
  const [isNew, setIsNew] = useState(false)
  const { refresh } = page
  const isWatched = page.data.exports?.nodes.some(isUnderWay) ?? false
  useEffect(() => {
    if (!isWatched) return undefined
    const timer = setTimeout(refresh, everyMs)
    return () => clearTimeout(timer)
  }, [isWatched, refresh])
  return (
    <>
      <h1 className="page-title">Which rows do you need elsewhere?</h1>
      <Card
        title="Exports"
        page={page}
        fields={['exports']}
        className="wide"
        aside={
          <button type="button" className="button primary" onClick={() => setIsNew(true)}>
            New
          </button>
        }
      >
        {({ exports: { nodes } }) =>
          nodes.length ? (
            <ul className="notes">
              {nodes.map(each => (
                <Row key={each.id} made={each} refresh={refresh} />
              ))}
            </ul>
          ) : (
            <p className="empty">
              There are none. Press “New” for a file of events, users or conversations, or export an answer
              under Explore.
            </p>
          )
        }
      </Card>
      {isNew && <NewExport started={refresh} onClose={() => setIsNew(false)} />}
    </>
  )
}

function Row({ made, refresh }: { made: Export; refresh: () => void }) {
  const zone = useZone()
  const change = useChange()
  const [isAsked, setIsAsked] = useState(false)
  const { id, status, progress, rows, bytes, createdAt, expiresAt, downloadUrl, error } = made
  const cancel = async () => {
    const { refusals } = await change(CancelExport, { input: { id } })
    say(refusals[0]?.message ?? 'Stopped: the export.')
    refresh()
  }
  const remove = async () => {
    const { refusals } = await change(DeleteExport, { input: { id } })
    if (!refusals.length) refresh()
    return refusals
  }
  return (
    <li className={`note ${status === 'FAILED' ? 'critical' : ''}`}>
      <b>{nameOf(made)}</b> {wordsOf(status).toLowerCase()}
      {isUnderWay(made) && <progress value={progress} max={1} aria-label={`Progress of ${nameOf(made)}`} />}
      <small>
        {momentName(createdAt, zone)}
        {rows !== null && ` · ${counted(rows, 'row')}`}
        {bytes !== null && ` · ${exact(bytes / 1_000)} kB`}
        {status === 'DONE' && expiresAt && ` · kept until ${momentName(expiresAt, zone)}`}
      </small>
      {error && (
        <p>
          {error.message} <code>{error.code}</code>
        </p>
      )}
      <div className="bar-row">
        {downloadUrl && (
          <a className="button" href={downloadUrl} download>
            Download
          </a>
        )}
        {isUnderWay(made) ? (
          <button type="button" className="button" onClick={cancel}>
            Stop
          </button>
        ) : (
          <button type="button" className="button quiet" onClick={() => setIsAsked(true)}>
            Delete
          </button>
        )}
      </div>
      {isAsked && (
        <DeleteDialog kind="export" name={nameOf(made)} remove={remove} onClose={() => setIsAsked(false)} />
      )}
    </li>
  )
}

/** `Events as CSV`, `Answer as XLSX`. */
function nameOf({ input }: Export): string {
  const source = typeof input.list === 'string' ? wordsOf(input.list) : input.sql ? 'SQL' : 'Answer'
  return `${source} as ${String(input.format)}`
}

const lists = ['EVENTS', 'USERS', 'CONVERSATIONS', 'MESSAGES', 'AI_CALLS', 'API_CALLS', 'ACTIVITIES'] as const
const formats = ['CSV', 'XLSX', 'JSON', 'NDJSON', 'PARQUET'] as const
const compressions = ['NONE', 'GZIP', 'ZSTD'] as const

function NewExport({ started, onClose }: { started: () => void; onClose: () => void }) {
  const { question } = useAsked()
  const change = useChange()
  const submit = async (given: FormData) => {
    const { range, timeZone, weekStart, segmentId, filter } = variablesOf(question)
    const input = {
      list: given.get('list'),
      format: given.get('format'),
      compression: given.get('compression'),
      range,
      ...(timeZone && { timeZone }),
      ...(weekStart && { weekStart }),
      ...(segmentId && { segmentId }),
      ...(filter && { filter }),
    } as Input
    const { refusals } = await change(StartExport, { input })
    if (refusals.length) return refusals
    say('Started: the export runs in the background.')
    onClose()
    started()
    return []
  }
  return (
    <Dialog title="New export" onClose={onClose}>
      <p className="hint">
        {rangeName(question.range)}
        {question.filters.length + (question.segmentId ? 1 : 0) > 0 && ', with the filters of the page'}.
      </p>
      <Form does="Start" submit={submit} fields={['list', 'format', 'compression']}>
        {refusalOf => (
          <>
            <Choice name="list" label="Rows" values={lists} refusal={refusalOf('list')} />
            <Choice name="format" label="Format" values={formats} isExact refusal={refusalOf('format')} />
            <Choice
              name="compression"
              label="Compression"
              values={compressions}
              isExact
              refusal={refusalOf('compression')}
            />
          </>
        )}
      </Form>
    </Dialog>
  )
}

interface ChoiceProps {
  name: string
  label: string
  values: readonly string[]
  /** Whether the values are shown as they are. */
  isExact?: boolean
  refusal: string | undefined
}

const Choice = ({ name, label, values, isExact = false, refusal }: ChoiceProps) => (
  <Field label={label} refusal={refusal}>
    {more => (
      <select name={name} {...more}>
        {values.map(value => (
          <option key={value} value={value}>
            {isExact ? value : wordsOf(value)}
          </option>
        ))}
      </select>
    )}
  </Field>
)
