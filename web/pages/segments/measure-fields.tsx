import { type Operator, operatorWords } from '../../address/question.ts'
import { operatorName, wordsOf } from '../../format/names.ts'
import { NameField } from '../../parts/events/name-field.tsx'
import { useNames } from '../../parts/events/use-names.ts'
import { type MetricCondition, type TraitCondition, takesNoValue, valueIn } from './condition.ts'

const operators = Object.keys(operatorWords) as Operator[]
const numeric: Operator[] = [
  'GREATER_OR_EQUAL',
  'GREATER_THAN',
  'LESS_OR_EQUAL',
  'LESS_THAN',
  'IS',
  'IS_NOT',
  'IS_SET',
  'IS_NOT_SET',
]

interface OperatorSelectProps {
  label: string
  value: string | null | undefined
  choices: Operator[]
  onChange: (operator: Operator) => void
}

const OperatorSelect = ({ label, value, choices, onChange }: OperatorSelectProps) => (
  <select
    aria-label={`Comparison of ${label}`}
    value={value ?? 'IS'}
    onChange={({ target }) => onChange(choices.find(each => each === target.value) ?? choices[0]!)}
  >
    {choices.map(each => (
      <option key={each} value={each}>
        {operatorName(each)}
      </option>
    ))}
  </select>
)

interface TraitFieldProps {
  label: string
  trait: TraitCondition
  onChange: (trait: TraitCondition) => void
}

export function TraitField({ label, trait, onChange }: TraitFieldProps) {
  const { traits } = useNames()
  return (
    <>
      <NameField
        label={`Trait of ${label}`}
        value={trait.key}
        names={traits}
        placeholder="plan"
        onChange={key => onChange({ ...trait, key })}
      />
      <OperatorSelect
        label={label}
        value={trait.operator}
        choices={operators}
        onChange={operator => onChange({ ...trait, operator, ...(takesNoValue(operator) && { values: [] }) })}
      />
      {!takesNoValue(trait.operator) && (
        <NameField
          label={`Values of ${label}, with commas between them`}
          value={(trait.values ?? []).join(', ')}
          names={[]}
          placeholder="pro, team"
          onChange={text => onChange({ ...trait, values: valuesOf(text) })}
        />
      )}
    </>
  )
}

const valuesOf = (text: string) =>
  text
    .split(',')
    .filter(each => each.trim())
    .map(valueIn)

const metrics = [
  'TOTAL_MESSAGES',
  'TOTAL_CONVERSATIONS',
  'TOTAL_SESSIONS',
  'TOTAL_EVENTS',
  'TOTAL_LOGINS',
  'TOTAL_AI_CALLS',
  'TOTAL_API_CALLS',
  'TOTAL_TOKENS',
  'TOTAL_COST_USD',
  'ACTIVE_DAYS',
  'DAYS_SINCE_FIRST_ACTIVE',
  'DAYS_SINCE_LAST_ACTIVE',
  'FIRST_ACTIVE',
  'LAST_ACTIVE',
  'PREVIOUS_ACTIVITY',
]
const instants = ['FIRST_ACTIVE', 'LAST_ACTIVE', 'PREVIOUS_ACTIVITY']

interface MetricFieldProps {
  label: string
  metric: MetricCondition
  onChange: (metric: MetricCondition) => void
}

export function MetricField({ label, metric, onChange }: MetricFieldProps) {
  const isInstant = instants.includes(metric.metric)
  return (
    <>
      <select
        aria-label={`Number of ${label}`}
        value={metric.metric}
        onChange={({ target }) => {
          const changesKind = instants.includes(target.value) !== isInstant
          onChange({ ...metric, metric: target.value, ...(changesKind && { value: isInstant ? 10 : '-7d' }) })
        }}
      >
        {metrics.map(each => (
          <option key={each} value={each}>
            {wordsOf(each).replace('usd', 'in US dollars').replace('Total ai', 'Total model')}
          </option>
        ))}
      </select>
      <OperatorSelect
        label={label}
        value={metric.operator}
        choices={numeric}
        onChange={operator => onChange({ ...metric, operator })}
      />
      {!takesNoValue(metric.operator) && (
        <NameField
          label={`Value of ${label}`}
          value={String(metric.value ?? '')}
          names={isInstant ? ['-1d', '-7d', '-30d', '-90d'] : []}
          placeholder={isInstant ? '-7d' : '10'}
          onChange={text => onChange({ ...metric, value: valueIn(text) })}
        />
      )}
    </>
  )
}
