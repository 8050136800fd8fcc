/** How far an import is. Bytes are counted on disk, rows when they are answered. */
export interface ProgressState {
  bytes: number
  totalBytes: number
  rows: number
  seconds: number
}

/** For example `42 %, 120,000 rows, 8,000 rows/s, 21 s left`; rate and remaining time are means since the start. */
export function progressText({ bytes, totalBytes, rows, seconds }: ProgressState): string {
  const share = totalBytes === 0 ? 1 : bytes / totalBytes
  const rate = seconds === 0 ? 0 : Math.round(rows / seconds)
  const left = share === 0 ? 'time left unknown' : `${durationText((seconds * (1 - share)) / share)} left`
  const percent = Math.floor(share * 100)
  return `${percent} %, ${rows.toLocaleString('en-US')} rows, ${rate.toLocaleString('en-US')} rows/s, ${left}`
}

function durationText(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3_600)} h ${Math.floor((whole % 3_600) / 60)} min`
}
