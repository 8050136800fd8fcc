/** Shows the current step: in one line that changes on a terminal, elsewhere in a line of its own. */
export function progressLine(out: NodeJS.WriteStream = process.stderr) {
  return {
    show(step: string): void {
      out.write(out.isTTY ? `\r\x1b[2K${step} …` : `${step} …\n`)
    },
    done(): void {
      if (out.isTTY) out.write('\r\x1b[2K')
    },
  }
}
