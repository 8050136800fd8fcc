import { useState } from 'react'
import { useQuery } from 'urql'
import { useRefusal } from '../../parts/forms/form-dialog.tsx'
import { type Block, questionName, type SavedQuestion } from './content.ts'
import { linkedQuestion } from './linked-question.ts'
import { ReportChoices } from './reports.graphql.ts'

interface BlocksFieldProps {
  blocks: readonly Block[]
  change: (blocks: Block[]) => void
}

/** The questions and texts of a report, in their order. */
export function BlocksField({ blocks, change }: BlocksFieldProps) {
  const refusal = useRefusal('blocks')
  const put = (index: number, block: Block) => change(blocks.map((each, at) => (at === index ? block : each)))
  const move = (index: number, by: 1 | -1) => {
    const next = [...blocks]
    next.splice(index + by, 0, ...next.splice(index, 1))
    change(next)
  }
  return (
    <fieldset className="labelled report-blocks">
      <legend>Questions and texts</legend>
      <ol className="rows">
        {blocks.map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: blocks have no other identity, and their fields are controlled
          <li key={index} className="report-block">
            <input
              aria-label={`Title of block ${index + 1}`}
              value={block.title}
              maxLength={100}
              required
              onChange={({ target }) => put(index, { ...block, title: target.value })}
            />
            {block.question ? (
              <small>{questionName(block.question)}</small>
            ) : (
              <textarea
                aria-label={`Text of block ${index + 1}`}
                rows={2}
                maxLength={10_000}
                required
                value={block.text ?? ''}
                onChange={({ target }) => put(index, { ...block, text: target.value })}
              />
            )}
            <span className="row-actions">
              <Small
                name={`Move block ${index + 1} up`}
                sign="↑"
                isOff={index === 0}
                run={() => move(index, -1)}
              />
              <Small
                name={`Move block ${index + 1} down`}
                sign="↓"
                isOff={index === blocks.length - 1}
                run={() => move(index, 1)}
              />
              <Small
                name={`Remove block ${index + 1}`}
                sign="✕"
                run={() => change(blocks.filter((_, at) => at !== index))}
              />
            </span>
          </li>
        ))}
      </ol>
      {!blocks.length && <p className="hint">None yet: add a question or a text.</p>}
      <AddBlock add={block => change([...blocks, block])} />
      {refusal && (
        <p className="mistake" role="alert">
          {refusal}
        </p>
      )}
    </fieldset>
  )
}

interface SmallProps {
  name: string
  sign: string
  isOff?: boolean
  run: () => void
}

const Small = ({ name, sign, isOff = false, run }: SmallProps) => (
  <button
    type="button"
    className="button quiet"
    aria-label={name}
    title={name}
    disabled={isOff}
    onClick={run}
  >
    {sign}
  </button>
)

interface SavedWidget {
  title: string
  question?: SavedQuestion | null
}

function AddBlock({ add }: { add: (block: Block) => void }) {
  const [{ data }] = useQuery({ query: ReportChoices })
  const [link, setLink] = useState('')
  const [isWrong, setIsWrong] = useState(false)
  const addLinked = () => {
    const question = linkedQuestion(link)
    setIsWrong(question === undefined)
    if (!question) return
    add({
      title: questionName(question)
        .replace(/^Measure: /, '')
        .slice(0, 100),
      question,
    })
    setLink('')
  }
  const widgets = (data?.dashboards?.nodes ?? []).map(({ id, name, input }) => ({
    id,
    name,
    widgets: ((input.widgets ?? []) as SavedWidget[]).filter(({ question }) => question),
  }))
  return (
    <div className="report-add">
      <select
        aria-label="Add the question of a widget"
        value=""
        onChange={({ target }) => {
          const [id, index] = JSON.parse(target.value) as [string, number]
          const { title, question } = widgets.find(each => each.id === id)!.widgets[index]!
          add({ title, question: question! })
        }}
      >
        <option value="">Add a question of a dashboard …</option>
        {widgets.map(({ id, name, widgets }) => (
          <optgroup key={id} label={name}>
            {widgets.map(({ title }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two widgets may have one title
              <option key={index} value={JSON.stringify([id, index])}>
                {title}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <span className="inline-field">
        <input
          aria-label="A link of Explore"
          placeholder="… or paste a link of Explore"
          value={link}
          onChange={({ target }) => setLink(target.value)}
        />
        <button type="button" className="button" disabled={!link.trim()} onClick={addLinked}>
          Add
        </button>
      </span>
      <button type="button" className="button" onClick={() => add({ title: 'Read me', text: '' })}>
        Add a text
      </button>
      {isWrong && (
        <p className="mistake" role="alert">
          This is no link of the page Explore: copy one there by “Use it …”.
        </p>
      )}
      <p className="hint">
        A question is taken without the filters of its dashboard; that of a link has its own.
      </p>
    </div>
  )
}
