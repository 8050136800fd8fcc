import { type FormEvent, useState } from 'react'
import { useQuery } from 'urql'
import { dimensions, type Subject } from '../../address/question.ts'
import { subjectName, wordsOf } from '../../format/names.ts'
import { metricName } from '../../format/units.ts'
import { type Exploration, metricText, most, shows, tops } from './exploration.ts'
import { ExploreMetrics } from './explore.graphql.ts'

interface BuilderProps {
  exploration: Exploration
  change: (change: Partial<Exploration>) => void
}

/** Chooses what is counted, by what, and how it is drawn. */
export const Builder = (props: BuilderProps) => (
  <section className="card wide builder" aria-label="The question">
    <Metrics {...props} />
    <Formula {...props} key={props.exploration.formula ?? ''} />
    <Breakdowns {...props} />
    <Drawn {...props} />
  </section>
)

function Metrics({ exploration: { metrics, formula }, change }: BuilderProps) {
  const [{ data }] = useQuery({ query: ExploreMetrics })
  const known = (data?.metrics ?? []).map(each => ({ ...each, text: metricText(each) }))
  const nameOf = (text: string) => {
    const metric = known.find(each => each.text === text)
    return metric && !metric.isBuiltIn ? metric.name : metricName(text.replace(/^custom\./, ''))
  }
  const isFull = metrics.length + (formula ? 1 : 0) >= most.metrics
  const isLast = metrics.length === 1 && !formula
  return (
    <fieldset className="builder-part">
      <legend>Numbers</legend>
      <ul className="chips" aria-label="Chosen numbers">
        {metrics.map(text => (
          <li
            key={text}
            className="chip"
            title={known.find(each => each.text === text)?.description ?? undefined}
          >
            {nameOf(text)}
            <button
              type="button"
              aria-label={`Remove: ${nameOf(text)}`}
              disabled={isLast}
              onClick={() => change({ metrics: metrics.filter(each => each !== text) })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      <select
        aria-label="Add a number"
        value=""
        disabled={isFull}
        onChange={({ target }) => target.value && change({ metrics: [...metrics, target.value] })}
      >
        <option value="">{isFull ? `At most ${most.metrics} numbers` : 'Add a number …'}</option>
        {known
          .filter(({ text }) => !metrics.includes(text))
          .map(({ text }) => (
            <option key={text} value={text}>
              {nameOf(text)}
            </option>
          ))}
      </select>
    </fieldset>
  )
}

function Formula({ exploration: { formula }, change }: BuilderProps) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    change({ formula: String(new FormData(event.currentTarget).get('formula')).trim() })
  }
  return (
    <form className="builder-part" onSubmit={submit}>
      <label>
        Formula
        <span className="inline-field">
          <input name="formula" defaultValue={formula ?? ''} placeholder="costUsd / conversations" />
          <button type="submit" className="button">
            Compute
          </button>
        </span>
      </label>
    </form>
  )
}

function Breakdowns({ exploration: { by }, change }: BuilderProps) {
  return (
    <fieldset className="builder-part">
      <legend>By</legend>
      <ul className="chips" aria-label="Chosen breakdowns">
        {by.map((subject, index) => (
          <li key={JSON.stringify(subject)} className="chip">
            {subjectName(subject)}
            <button
              type="button"
              aria-label={`Remove: ${subjectName(subject)}`}
              onClick={() => change({ by: by.filter((_, other) => other !== index) })}
            >
              ✕
            </button>
          </li>
        ))}
      </ul>
      {by.length < most.by && <AddBreakdown by={by} add={subject => change({ by: [...by, subject] })} />}
    </fieldset>
  )
}

function AddBreakdown({ by, add }: { by: Subject[]; add: (subject: Subject) => void }) {
  const [kind, setKind] = useState<'property' | 'trait' | undefined>()
  const choose = (value: string) => {
    if (value === 'property' || value === 'trait') return setKind(value)
    const dimension = dimensions.find(each => each === value)
    if (dimension) add({ kind: 'dimension', dimension })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const key = String(new FormData(event.currentTarget).get('key')).trim()
    if (kind && key) add({ kind, key })
    setKind(undefined)
  }
  const taken = new Set(by.map(subject => (subject.kind === 'dimension' ? subject.dimension : undefined)))
  return (
    <>
      <select aria-label="Add a breakdown" value={kind ?? ''} onChange={({ target }) => choose(target.value)}>
        <option value="">{by.length ? 'and by …' : 'Break down by …'}</option>
        {dimensions
          .filter(dimension => !taken.has(dimension))
          .map(dimension => (
            <option key={dimension} value={dimension}>
              {wordsOf(dimension)}
            </option>
          ))}
        <option value="property">A property of events …</option>
        <option value="trait">A trait of users …</option>
      </select>
      {kind && (
        <form className="inline-field" onSubmit={submit}>
          <input name="key" aria-label={`Key of the ${kind}`} placeholder="plan" required maxLength={100} />
          <button type="submit" className="button">
            Add
          </button>
        </form>
      )}
    </>
  )
}

const showNames: Record<string, string> = {
  LINE: 'Lines',
  BAR: 'Columns',
  STACKED_BAR: 'Stacked',
  HEAT_MAP: 'Hours of the week',
  TABLE: 'Table',
  METRIC: 'Numbers',
}

const Drawn = ({ exploration: { show, top, by }, change }: BuilderProps) => (
  <fieldset className="builder-part">
    <legend>Shown as</legend>
    <div className="bar-row">
      {shows.map(each => (
        <button
          key={each}
          type="button"
          className="button"
          aria-pressed={each === show}
          onClick={() => change({ show: each })}
        >
          {showNames[each]}
        </button>
      ))}
      {by.length > 0 && (
        <select
          className="narrow-field"
          aria-label="Groups shown"
          value={top}
          onChange={({ target }) => change({ top: Number(target.value) })}
        >
          {tops.map(each => (
            <option key={each} value={each}>
              {each} groups
            </option>
          ))}
        </select>
      )}
    </div>
  </fieldset>
)
