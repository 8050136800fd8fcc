import { rate } from '../format/numbers.ts'

interface ChangeProps {
  /** 0.25 is an increase of a quarter; null if there is nothing to compare with. */
  changeRate: number | null
  /** In percentage points, for a rate. */
  changePoints?: number | null
  isUpGood: boolean | null
}

/** How much a number has changed. The arrow and the words tell it without the colour. */
export function Change({ changeRate, changePoints, isUpGood }: ChangeProps) {
  const amount = changePoints ?? changeRate
  if (amount === null || amount === undefined) return <span className="change none">no comparison</span>
  const text =
    changePoints == null ? rate(Math.abs(amount)) : `${Math.abs(Math.round(amount * 100) / 100)} pp`
  if (amount === 0) return <span className="change none">no change</span>
  const isUp = amount > 0
  const tone = isUpGood === null ? 'none' : isUp === isUpGood ? 'good' : 'bad'
  return (
    <span className={`change ${tone}`}>
      <span aria-hidden="true">{isUp ? '▲' : '▼'}</span>
      <span className="unseen">{isUp ? 'up' : 'down'}</span> {text}
    </span>
  )
}
