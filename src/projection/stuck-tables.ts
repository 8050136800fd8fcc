/** The engine of this process holds tables whose files are gone: only another process can begin with an empty folder. */
export class StuckTables extends Error {
  constructor(options: ErrorOptions) {
    super(
      'The files of ClickHouse are gone while this process has them open. Start it again: it fills ClickHouse from the log',
      options,
    )
  }
}
