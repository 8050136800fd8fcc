import { ask } from '../address/location.ts'
import { type Compare, type Question, units } from '../address/question.ts'
import { intervalOf } from '../address/variables.ts'
import { wordsOf } from '../format/names.ts'
import { compareName, intervalName } from '../format/times.ts'
import { Menu, MenuItem } from '../parts/menu.tsx'
import { useZone } from '../session/viewer.tsx'

const compares: { compare: Compare; name: string }[] = [
  { compare: 'previous', name: 'The previous period' },
  { compare: 'year', name: 'The year before' },
  { compare: 'off', name: 'Nothing' },
]

export function CompareMenu({ question }: { question: Question }) {
  const compared = compareName(question)
  const label = compared ? `vs. ${compared}` : 'Not compared'
  return (
    <Menu label={label} name={`Comparison: ${label}`}>
      {close =>
        compares.map(({ compare, name }) => (
          <MenuItem
            key={name}
            isChosen={question.compare === compare}
            onClick={() => {
              ask({ compare })
              close()
            }}
          >
            {name}
          </MenuItem>
        ))
      }
    </Menu>
  )
}

const optionsName = (question: Question) => intervalName(intervalOf(question))

/** The place of the menu until the time zone of the project is known. */
export const OptionsName = ({ question }: { question: Question }) => (
  <span className="button" aria-hidden="true">
    {optionsName(question)}
  </span>
)

/** What is changed less often: the interval, the time zone, the start of the week. */
export function OptionsMenu({ question }: { question: Question }) {
  const zone = useZone()
  const label = optionsName(question)
  return (
    <Menu label={label} name={`Interval and time zone: ${label}, ${zone}`}>
      {() => (
        <div className="menu-form">
          <label>
            Interval
            <select
              value={question.interval ?? ''}
              onChange={({ target }) => ask({ interval: units.find(unit => unit === target.value) })}
            >
              <option value="">Suits the range</option>
              {units.map(unit => (
                <option key={unit} value={unit}>
                  {wordsOf(unit)}
                </option>
              ))}
            </select>
          </label>
          <label>
            Time zone
            <select
              value={question.zone ?? ''}
              onChange={({ target }) => ask({ zone: target.value || undefined })}
            >
              <option value="">That of the project</option>
              {zones().map(each => (
                <option key={each}>{each}</option>
              ))}
            </select>
          </label>
          <label>
            Weeks begin on
            <select
              value={question.sundays ? 'sunday' : ''}
              onChange={({ target }) => ask({ sundays: target.value === 'sunday' || undefined })}
            >
              <option value="">Monday</option>
              <option value="sunday">Sunday</option>
            </select>
          </label>
        </div>
      )}
    </Menu>
  )
}

const zones = () => ['UTC', ...Intl.supportedValuesOf('timeZone').filter(zone => zone !== 'UTC')]
