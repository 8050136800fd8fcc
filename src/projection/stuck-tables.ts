/**
 * The engine of this process has tables open whose files are gone. Only a new process can start with an empty folder.
 */
export class StuckTables extends Error {
  constructor(options: ErrorOptions) {
    super(
      'The files of ClickHouse are gone while this process has them open. Start it again: it fills ClickHouse from the log',
      options,
    )
  }
}
