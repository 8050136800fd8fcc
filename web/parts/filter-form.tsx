import { type FormEvent, useState } from 'react'
import {
  dimensions,
  type Filter,
  type Operator,
  operatorWords,
  type Subject,
  takesNoValue,
} from '../address/question.ts'
import { operatorName, wordsOf } from '../format/names.ts'

const operators = Object.keys(operatorWords) as Operator[]

/** Asks for one condition. It is no part of another form. */
export function FilterForm({ add }: { add: (filter: Filter) => void }) {
  const [subject, setSubject] = useState('MODEL')
  const [operator, setOperator] = useState<Operator>('IS')
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const values = String(given.get('values') ?? '')
      .split(',')
      .map(value => value.trim())
    add({
      subject: subjectOf(subject, String(given.get('key') ?? '')),
      operator,
      values: takesNoValue(operator) ? [] : values,
    })
  }
  return (
    <form className="menu-form" onSubmit={submit}>
      <label>
        What
        <select value={subject} onChange={({ target }) => setSubject(target.value)}>
          {dimensions.map(dimension => (
            <option key={dimension} value={dimension}>
              {wordsOf(dimension)}
            </option>
          ))}
          <option value="property">A property of events …</option>
          <option value="trait">A trait of users …</option>
        </select>
      </label>
      {(subject === 'property' || subject === 'trait') && (
        <label>
          Its key
          <input name="key" required placeholder="plan" />
        </label>
      )}
      <label>
        Comparison
        <select
          value={operator}
          onChange={({ target }) => setOperator(operators.find(each => each === target.value) ?? 'IS')}
        >
          {operators.map(each => (
            <option key={each} value={each}>
              {operatorName(each)}
            </option>
          ))}
        </select>
      </label>
      {!takesNoValue(operator) && (
        <label>
          Values, with commas between them
          <input name="values" required />
        </label>
      )}
      <button type="submit" className="button">
        Add
      </button>
    </form>
  )
}

function subjectOf(chosen: string, key: string): Subject {
  if (chosen === 'property' || chosen === 'trait') return { kind: chosen, key }
  return { kind: 'dimension', dimension: dimensions.find(each => each === chosen)! }
}
