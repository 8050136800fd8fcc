import { eventInput, eventOf } from '../../address/event-text.ts'
import { EventField } from '../../parts/events/event-field.tsx'
import { NameField } from '../../parts/events/name-field.tsx'
import { type Behavior, type Deed } from './condition.ts'

interface BehaviorFieldProps {
  label: string
  behavior: Behavior
  onChange: (behavior: Behavior) => void
}

/** Each behavior with its words and what it starts with. */
const behaviors: Record<string, { name: string; start: Deed }> = {
  did: { name: 'did', start: { withinDays: 30 } },
  didNot: { name: 'did not do', start: { withinDays: 30 } },
  firstTime: { name: 'did for the first time', start: { withinDays: 30 } },
  regularly: { name: 'does regularly', start: { atLeast: 3, ofLast: 4, period: 'WEEK' } },
  stopped: { name: 'stopped doing', start: { withinDays: 30 } },
  restarted: { name: 'does again', start: { withinDays: 30 } },
  sequence: { name: 'did one after another', start: { withinDays: 30 } },
}

/** What users did, or did not do. */
export function BehaviorField({ label, behavior, onChange }: BehaviorFieldProps) {
  const kind = Object.keys(behaviors).find(each => behavior[each]) ?? 'did'
  const deed = behavior[kind] ?? {}
  const set = (next: Deed) => onChange({ [kind]: next })
  const choose = (next: string) => {
    const events = eventsOf(deed)
    const [first, second] = [deed.first ?? events, deed.second ?? { event: '' }]
    onChange({
      [next]: {
        ...behaviors[next]!.start,
        ...(next === 'sequence' ? { first, second } : kind === 'sequence' ? (first as Deed) : events),
      },
    })
  }
  return (
    <>
      <select
        aria-label={`Behaviour of ${label}`}
        value={kind}
        onChange={({ target }) => choose(target.value)}
      >
        {Object.entries(behaviors).map(([key, { name }]) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
      {kind === 'sequence' ? (
        (['first', 'second'] as const).map(part => (
          <Events
            key={part}
            label={`${part === 'first' ? 'First' : 'Second'} event of ${label}`}
            deed={(deed[part] ?? {}) as Deed}
            empty="choose an event"
            onChange={events => set({ ...deed, [part]: events })}
          />
        ))
      ) : (
        <Events
          label={`Event of ${label}`}
          deed={eventsOf(deed)}
          empty="any event"
          onChange={events => set({ ...withoutEvents(deed), ...events })}
        />
      )}
      {kind === 'did' && (
        <Count
          label={`At least how often, of ${label}`}
          before={
            deed.operator && deed.operator !== 'GREATER_OR_EQUAL' ? operatorSign(deed.operator) : 'at least'
          }
          after="times"
          value={deed.count ?? 1}
          onChange={count => set({ ...deed, count })}
        />
      )}
      {kind === 'regularly' ? (
        <>
          <Count
            label={`Periods with the event, of ${label}`}
            before="in"
            after="of"
            value={deed.atLeast ?? 3}
            onChange={atLeast => set({ ...deed, atLeast })}
          />
          <Count
            label={`Periods looked at, of ${label}`}
            before="the last"
            after={deed.period === 'DAY' ? 'days' : 'weeks'}
            value={deed.ofLast ?? 4}
            onChange={ofLast => set({ ...deed, ofLast })}
          />
        </>
      ) : (
        <Count
          label={`Days of ${label}`}
          before="in the last"
          after="days"
          value={deed.withinDays ?? ''}
          onChange={withinDays => set({ ...deed, withinDays })}
        />
      )}
    </>
  )
}

const eventKeys = ['event', 'filter', 'anyOf']

const eventsOf = (deed: Deed): Deed =>
  Object.fromEntries(Object.entries(deed).filter(([key, value]) => eventKeys.includes(key) && value != null))

const withoutEvents = (deed: Deed): Deed =>
  Object.fromEntries(Object.entries(deed).filter(([key]) => !eventKeys.includes(key)))

const operatorSigns: Record<string, string> = {
  IS: 'exactly',
  IS_NOT: 'not exactly',
  GREATER_THAN: 'more than',
  LESS_THAN: 'less than',
  LESS_OR_EQUAL: 'at most',
}
const operatorSign = (operator: unknown) => operatorSigns[String(operator)] ?? 'at least'

interface EventsProps {
  label: string
  deed: Deed
  empty: string
  onChange: (events: Deed) => void
}

/** Alternatives and nested filters stay as they are, because the field cannot show them. */
function Events({ label, deed, empty, onChange }: EventsProps) {
  const match = eventOf(deed)
  if (!match) return <code title="This part can only be changed by the API">{JSON.stringify(deed)}</code>
  return (
    <EventField label={label} value={match} empty={empty} onChange={next => onChange(eventInput(next))} />
  )
}

interface CountProps {
  label: string
  before: string
  after: string
  value: unknown
  onChange: (count: number | undefined) => void
}

const Count = ({ label, before, after, value, onChange }: CountProps) => (
  <span className="inline count">
    {before}
    <NameField
      label={label}
      value={String(value ?? '')}
      names={[]}
      placeholder="ever"
      onChange={text => onChange(/^\d+$/.test(text) ? Number(text) : undefined)}
    />
    {after}
  </span>
)
