/** One line on the terminal that says what is going on; elsewhere a line for each step. */
export function progressLine(out: NodeJS.WriteStream = process.stderr) {
  return {
    show(what: string): void {
      out.write(out.isTTY ? `\r\x1b[2K${what} …` : `${what} …\n`)
    },
    done(): void {
      if (out.isTTY) out.write('\r\x1b[2K')
    },
  }
}
