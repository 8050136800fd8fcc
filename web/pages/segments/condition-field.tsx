import { useQuery } from 'urql'
import { BehaviorField } from './behavior-field.tsx'
import { type Condition, type Kind, kindOf, kinds, startOf } from './condition.ts'
import { MetricField, TraitField } from './measure-fields.tsx'
import { SegmentNames } from './segments.graphql.ts'

interface ConditionFieldProps {
  /** Where it stands, such as `Condition 2`. */
  label: string
  condition: Condition
  depth: number
  onChange: (condition: Condition) => void
  /** Absent for the outermost. */
  onRemove?: () => void
}

const kindNames: Record<Kind, string> = {
  trait: 'Trait',
  metric: 'Number',
  behavior: 'Behaviour',
  segmentId: 'In the segment',
  snapshotId: 'In the snapshot',
  and: 'All of',
  or: 'Any of',
  not: 'Not',
}

const deepest = 8

/** One condition of the tree, or a group of them. */
export function ConditionField(props: ConditionFieldProps) {
  const { label, condition, depth, onChange, onRemove } = props
  const kind = kindOf(condition)
  const isDeep = depth >= deepest - 1
  const choices = kinds.filter(each => !isDeep || !['and', 'or', 'not'].includes(each) || each === kind)
  const isBranch = kind === 'and' || kind === 'or' || kind === 'not'
  return (
    <fieldset className={isBranch ? 'condition branch' : 'condition'}>
      <legend className="unseen">{label}</legend>
      <div className="condition-head">
        <select
          aria-label={`Kind of ${label}`}
          value={kind}
          onChange={({ target }) => {
            const next = choices.find(each => each === target.value)
            if (next)
              onChange(startOf(next, isBranch || ['and', 'or', 'not'].includes(next) ? condition : undefined))
          }}
        >
          {(kind === 'snapshotId' ? [...choices, kind] : choices).map(each => (
            <option key={each} value={each}>
              {kindNames[each]}
            </option>
          ))}
        </select>
        {!isBranch && <Leaf {...props} />}
        {onRemove && (
          <button type="button" className="button quiet" aria-label={`Remove ${label}`} onClick={onRemove}>
            ✕
          </button>
        )}
      </div>
      {condition.not && (
        <ConditionField
          label={`${label}, negated`}
          condition={condition.not}
          depth={depth + 1}
          onChange={not => onChange({ not })}
        />
      )}
      {(kind === 'and' || kind === 'or') && <Group {...props} kind={kind} />}
    </fieldset>
  )
}

function Group({ label, condition, depth, onChange, kind }: ConditionFieldProps & { kind: 'and' | 'or' }) {
  const members = condition[kind]!
  const set = (next: Condition[]) => onChange({ [kind]: next })
  return (
    <>
      {members.map((member, index) => (
        <ConditionField
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place
          key={index}
          label={depth ? `${label}.${index + 1}` : `condition ${index + 1}`}
          condition={member}
          depth={depth + 1}
          onChange={next => set(members.with(index, next))}
          onRemove={() => set(members.toSpliced(index, 1))}
        />
      ))}
      <p>
        <button type="button" className="button" onClick={() => set([...members, startOf('trait')])}>
          + Condition
        </button>
      </p>
    </>
  )
}

function Leaf({ label, condition, onChange }: ConditionFieldProps) {
  const { trait, metric, behavior } = condition
  if (trait) return <TraitField label={label} trait={trait} onChange={next => onChange({ trait: next })} />
  if (metric)
    return <MetricField label={label} metric={metric} onChange={next => onChange({ metric: next })} />
  if (behavior)
    return <BehaviorField label={label} behavior={behavior} onChange={next => onChange({ behavior: next })} />
  if (condition.snapshotId) return <code>{condition.snapshotId}</code>
  return (
    <SegmentField
      label={label}
      id={condition.segmentId ?? ''}
      onChange={segmentId => onChange({ segmentId })}
    />
  )
}

function SegmentField({
  label,
  id,
  onChange,
}: {
  label: string
  id: string
  onChange: (id: string) => void
}) {
  const [{ data }] = useQuery({ query: SegmentNames })
  const segments = data?.segments?.nodes ?? []
  return (
    <select aria-label={`Segment of ${label}`} value={id} onChange={({ target }) => onChange(target.value)}>
      <option value="">Choose one</option>
      {id && !segments.some(each => each.id === id) && <option value={id}>{id}</option>}
      {segments.map(each => (
        <option key={each.id} value={each.id}>
          {each.name}
        </option>
      ))}
    </select>
  )
}
