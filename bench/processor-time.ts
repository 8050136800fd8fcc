import { readFile } from 'node:fs/promises'

/** Linux counts the time of a process in hundredths of a second. */
const ticksPerSecond = 100

/** The time for which all threads of a process have used a processor, in seconds; undefined on other systems. */
export async function processorSeconds(pid: number): Promise<number | undefined> {
  if (process.platform !== 'linux') return undefined
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
  // The name of the program, in brackets, may have blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
