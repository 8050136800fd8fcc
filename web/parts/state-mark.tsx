import { wordsOf } from '../format/names.ts'

const tones: Record<string, string> = {
  ALERT: 'bad',
  INVALID: 'bad',
  FAILED: 'bad',
  STOPPED: 'bad',
  WARNING: 'warn',
  NO_DATA: 'warn',
  RETRYING: 'warn',
  WAITING: 'warn',
  OK: 'good',
  DELIVERED: 'good',
  RUNNING: 'good',
}

/** A state as a word, whose colour says whether it is a good one. */
export const StateMark = ({ state }: { state: string }) => (
  <span className={`state ${tones[state] ?? ''}`}>{wordsOf(state)}</span>
)
