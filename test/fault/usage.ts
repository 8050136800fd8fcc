/** The text of `--help`. */
export const usage = `npm run fault -- --scenario <name> [options]

Breaks a service of its own on this machine while clients send, and compares what is stored with what was sent.
Prints one line that begins with PASS or FAIL. Exits with 0 for PASS, 1 for FAIL, 2 when it could not run.

scenarios
  kill9      SIGKILL, again and again                              --kills 20 --clients 8 --batch 20 --pause 15ms
  sigterm    SIGTERM under 200 requests a second                   --times 20 --rps 200
  pg         faults of a PostgreSQL server and of the way to it    --faults F4,F5,… --outage 6 --rps 25
  overload   twice as many requests as can be answered             --requests 20000
  disk       a disk that is full and then is not; needs to mount a file system (root on Linux)
                                                                   --outage 6 --rps 15 --batch 60
  jobs       kills, a pause, outages and a full disk while two processes write exports and send reports
                                                                   --batch 600
  live       SIGKILL while webhooks whose receiver answers at random are told of reports, alerts and budgets, and clients watch
             an answer and the alerts
                                                                   --kills 5
  forward    SIGKILL while destinations forward the load to a server that answers at random
                                                                   --kills 5
  shard      SIGKILL of one shard after the other of a ClickHouse cluster
                                                                   --kills 10
  removals   SIGKILL while a user is erased, events expire and a project is deleted
                                                                   --kills 6

options of all
  --seed 42      the same seed sends the same events
  --port 0       where the service listens; 0 for a free port
  --seconds n    ends everything after so long, with FAIL
`
