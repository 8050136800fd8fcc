import { useState } from 'react'
import { useQuery } from 'urql'
import { dimensions } from '../../address/question.ts'
import { type Refusal } from '../../api/use-change.ts'
import { wordsOf } from '../../format/names.ts'
import { metricName } from '../../format/units.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Field, Form } from '../../parts/form.tsx'
import { DashboardChoices, type UpdateDashboardMutationVariables } from './dashboards.graphql.ts'

type Widgets = NonNullable<UpdateDashboardMutationVariables['input']['widgets']>
/** A widget as it is saved. */
export type DraftWidget = Exclude<Widgets extends readonly (infer One)[] ? One : Widgets, readonly unknown[]>

interface WidgetDialogProps {
  /** Absent for a new one. */
  start: DraftWidget | undefined
  put: (widget: DraftWidget) => void
  onClose: () => void
}

const sources = ['numbers', 'funnel', 'cohorts', 'query', 'text', 'json'] as const
type Source = (typeof sources)[number]

const sourceNames: Record<Source, string> = {
  numbers: 'Numbers',
  funnel: 'A saved funnel',
  cohorts: 'Saved cohorts',
  query: 'A saved SQL query',
  text: 'A text',
  json: 'Any question, as JSON',
}

const numberKinds = ['METRIC', 'LINE', 'BAR', 'STACKED_BAR', 'HEAT_MAP', 'TABLE']
const anyKinds = [...numberKinds, 'AREA', 'FUNNEL', 'COHORTS', 'PATHS']

/** What a widget shows. A question that the fields cannot express is edited as JSON. */
export function WidgetDialog({ start, put, onClose }: WidgetDialogProps) {
  const [source, setSource] = useState<Source>(start ? (start.kind === 'TEXT' ? 'text' : 'json') : 'numbers')
  const [{ data }] = useQuery({ query: DashboardChoices })
  const submit = async (given: FormData): Promise<Refusal[]> => {
    const content = contentOf(source, given)
    if (!content) return [{ field: 'json', message: 'This is no JSON object, such as {"funnelId":"7"}.' }]
    const { question: _, text: __, ...kept } = start ?? { title: '' }
    put({ ...kept, ...content, title: String(given.get('title')) } as DraftWidget)
    return []
  }
  const choices = {
    funnel: data?.funnels?.nodes,
    cohorts: data?.cohortDefinitions?.nodes,
    query: data?.savedQueries?.nodes,
  }
  const listed =
    source === 'funnel' || source === 'cohorts' || source === 'query' ? choices[source] : undefined
  return (
    <Dialog title={start ? 'Change the widget' : 'Add a widget'} onClose={onClose}>
      <Form does={start ? 'Change' : 'Add'} submit={submit} fields={['json']}>
        {refusalOf => (
          <>
            <Field label="Title">
              {more => <input name="title" defaultValue={start?.title} required maxLength={100} {...more} />}
            </Field>
            <Field label="Shows">
              {more => (
                <select
                  value={source}
                  onChange={({ target }) =>
                    setSource(sources.find(each => each === target.value) ?? 'numbers')
                  }
                  {...more}
                >
                  {sources.map(each => (
                    <option key={each} value={each}>
                      {sourceNames[each]}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            {source === 'numbers' && <Numbers metrics={data?.metrics ?? []} />}
            {listed && (
              <Field label={sourceNames[source]}>
                {more => (
                  <select name="id" required {...more}>
                    {listed.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            )}
            {source === 'text' && (
              <Field label="Text">
                {more => (
                  <textarea name="text" rows={4} defaultValue={start?.text ?? ''} required {...more} />
                )}
              </Field>
            )}
            {source === 'json' && (
              <>
                <Kind kinds={anyKinds} start={start?.kind ?? 'TABLE'} />
                <Field label="Question, as ask() takes it" refusal={refusalOf('json')}>
                  {more => (
                    <textarea
                      name="json"
                      rows={8}
                      spellCheck={false}
                      defaultValue={start?.question ? JSON.stringify(start.question, null, 2) : ''}
                      required
                      {...more}
                    />
                  )}
                </Field>
              </>
            )}
          </>
        )}
      </Form>
    </Dialog>
  )
}

const Kind = ({ kinds, start }: { kinds: string[]; start: string }) => (
  <Field label="Drawn as">
    {more => (
      <select name="kind" defaultValue={start} {...more}>
        {kinds.map(kind => (
          <option key={kind} value={kind}>
            {wordsOf(kind)}
          </option>
        ))}
      </select>
    )}
  </Field>
)

const Numbers = ({ metrics }: { metrics: { key: string; name: string; isBuiltIn: boolean }[] }) => (
  <>
    <Field label="Number">
      {more => (
        <select name="metric" {...more}>
          {metrics.map(({ key, name, isBuiltIn }) => (
            <option key={key} value={isBuiltIn ? key : `custom.${key}`}>
              {isBuiltIn ? metricName(key) : name}
            </option>
          ))}
        </select>
      )}
    </Field>
    <Field label="By">
      {more => (
        <select name="by" {...more}>
          <option value="">nothing: one number</option>
          {dimensions.map(dimension => (
            <option key={dimension} value={dimension}>
              {wordsOf(dimension)}
            </option>
          ))}
        </select>
      )}
    </Field>
    <Kind kinds={numberKinds} start="LINE" />
  </>
)

/** The kind with the question or the text; undefined for JSON that is none. */
function contentOf(source: Source, given: FormData): Partial<DraftWidget> | undefined {
  const text = (name: string) => String(given.get(name) ?? '')
  if (source === 'text') return { kind: 'TEXT', text: text('text') }
  if (source === 'funnel') return { kind: 'FUNNEL', question: { funnelId: text('id') } }
  if (source === 'cohorts') return { kind: 'COHORTS', question: { cohortsId: text('id') } }
  if (source === 'query') return { kind: 'TABLE', question: { query: { queryId: text('id') } } }
  const kind = text('kind') as NonNullable<DraftWidget['kind']>
  if (source === 'numbers') return { kind, question: numbersOf(text('metric'), text('by'), kind) }
  try {
    return { kind, question: JSON.parse(text('json')) }
  } catch {
    return undefined
  }
}

function numbersOf(metric: string, by: string, kind: string): NonNullable<DraftWidget['question']> {
  const ref = metric.startsWith('custom.') ? { key: metric.slice('custom.'.length) } : { name: metric }
  const intervals: Record<string, string> = { METRIC: '', TABLE: '', HEAT_MAP: 'HOUR' }
  const interval = intervals[kind] ?? 'DAY'
  return {
    measure: { metrics: [ref], ...(by && { by: [{ dimension: by }] }), ...(interval && { interval }) },
  } as NonNullable<DraftWidget['question']>
}
