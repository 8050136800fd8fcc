/** Whether the service is about to stop: it says so to probes and ends connections, and goes on answering. */
export interface Drain {
  isDraining: boolean
}
