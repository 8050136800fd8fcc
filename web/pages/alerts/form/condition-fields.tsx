import { type ReactNode, useState } from 'react'
import { ChoiceField, TextField } from '../../../parts/forms/fields.tsx'
import { type AlertContent } from '../words.ts'
import { type ConditionKind, conditionFields, conditions } from './alert-input.ts'

const names: Record<ConditionKind, string> = {
  above: 'is above',
  below: 'is below',
  outside: 'is outside of',
  changeRate: 'changes by',
  anomaly: 'is unusual for its hour or weekday',
  milestone: 'reaches a milestone',
  equal: 'is equal to',
  notEqual: 'is not equal to',
}

/** What the number is compared with. */
export function ConditionFields({ input }: { input: AlertContent }) {
  const saved = conditionFields(input)
  const [kind, setKind] = useState(saved.kind)
  const start = kind === saved.kind ? saved.fields : {}
  return (
    <div className="side-by-side" key={kind}>
      <ChoiceField
        label="Fires when it"
        name="kind"
        choices={conditions.map(each => [each, names[each]] as const)}
        start={kind}
        onChange={value => setKind(conditions.find(each => each === value) ?? 'above')}
      />
      {parts[kind](start)}
      {takesWarning.has(kind) && (
        <TextField
          label={kind === 'changeRate' ? 'Warning at (share)' : 'Warning at'}
          name="warning"
          inputMode="decimal"
          defaultValue={typeof input.warning === 'string' ? input.warning : ''}
          placeholder="none"
        />
      )}
    </div>
  )
}

const takesWarning = new Set<ConditionKind>(['above', 'below', 'changeRate'])

type Start = Record<string, string>

const number = (name: string, label: string, start: Start) => (
  <TextField label={label} name={name} inputMode="decimal" required defaultValue={start[name] ?? ''} />
)

const bound = (start: Start) => number('value', 'Bound', start)

const parts: Record<ConditionKind, (start: Start) => ReactNode> = {
  above: bound,
  below: bound,
  equal: bound,
  notEqual: bound,
  outside: start => (
    <>
      {number('low', 'Lowest', start)}
      {number('high', 'Highest', start)}
    </>
  ),
  changeRate: start => (
    <>
      <TextField
        label="More than (%)"
        name="more"
        type="number"
        step="any"
        defaultValue={start.more ?? ''}
        placeholder="50"
      />
      <TextField
        label="Less than (%)"
        name="less"
        type="number"
        step="any"
        defaultValue={start.less ?? ''}
        placeholder="-50"
      />
      <ChoiceField
        label="Against"
        name="against"
        choices={[
          ['PREVIOUS', 'the window before'],
          ['SAME_WEEKDAY', 'the same weekday'],
        ]}
        start={start.against}
      />
    </>
  ),
  anomaly: start => (
    <ChoiceField
      label="Which way"
      name="direction"
      choices={[
        ['', 'both'],
        ['UP', 'unusually high'],
        ['DOWN', 'unusually low'],
      ]}
      start={start.direction}
    />
  ),
  milestone: start => (
    <>
      <ChoiceField
        label="Which"
        name="each"
        choices={[
          ['every', 'each multiple of'],
          ['at', 'once, at'],
        ]}
        start={start.each}
      />
      {number('value', 'Number', start)}
    </>
  ),
}
