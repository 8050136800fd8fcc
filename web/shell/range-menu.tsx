import { type FormEvent } from 'react'
import { ask } from '../address/location.ts'
import { type Question } from '../address/question.ts'
import { writeRange } from '../address/range-text.ts'
import { rangeName } from '../format/times.ts'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { rangeKeys } from './keys.ts'

/** The range of the page: one of the usual ones, or two dates. */
export const RangeMenu = ({ question: { range } }: { question: Question }) => (
  <Menu id="range-button" label={rangeName(range)} name={`Range: ${rangeName(range)}`}>
    {close => (
      <>
        {rangeKeys.map(({ key, name, range: each }) => (
          <MenuItem
            key={key}
            keys={key.toUpperCase()}
            isChosen={writeRange(each) === writeRange(range)}
            onClick={() => {
              ask({ range: each })
              close()
            }}
          >
            {name}
          </MenuItem>
        ))}
        <Dates
          close={close}
          from={range.kind === 'dates' ? range.from : ''}
          to={range.kind === 'dates' ? range.to : ''}
        />
      </>
    )}
  </Menu>
)

function Dates({ close, from, to }: { close: () => void; from: string; to: string }) {
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = new FormData(event.currentTarget)
    const [one, other] = [String(given.get('from')), String(given.get('to'))].toSorted()
    ask({ range: { kind: 'dates', from: one!, to: other! } })
    close()
  }
  return (
    <form className="menu-form" onSubmit={submit} key={`${from}${to}`}>
      <label>
        From
        <input type="date" name="from" required defaultValue={from} />
      </label>
      <label>
        To
        <input type="date" name="to" required defaultValue={to} />
      </label>
      <button type="submit" className="button">
        Show these days
      </button>
    </form>
  )
}
