/** What an error page is told instead of the error itself (Next passes `digest` on, and nothing else). */
export const UNREACHABLE = 'unreachable';

/** The database cannot be reached, for now. Thrown by the two doors, so that the edges can say so: nobody is refused, and nothing is wrong with what was sent. */
export class Unreachable extends Error {
  readonly digest = UNREACHABLE;
  constructor(cause: unknown) { super('The database cannot be reached.', { cause }); }
}

/** Whether an error, or what it was caused by, says that the connection could not be made or is lost. */
export function isUnreachable(error: unknown): boolean {
  return lossIn(error) !== null;
}

/** Throws on what was thrown; where it says that the database is away, under that name and without the query, whose parameters may be people's data. */
export function throwOn(error: unknown): never {
  const loss = lossIn(error);
  throw loss === null ? error : new Unreachable(loss);
}

function lossIn(error: unknown): Error | null {
  for (let at = error; at instanceof Error; at = causeOf(at)) if (at instanceof Unreachable || isLost(at)) return at;
  return null;
}

/** next-auth wraps what its callbacks throw as `cause.err`. */
function causeOf({ cause }: Error): unknown {
  return cause instanceof Error ? cause : (cause as { err?: unknown } | undefined)?.err;
}

/** Of a connection that could not be made, alone or by each of the addresses tried (an AggregateError has no call), or that is lost. */
const SOCKET = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE']);
/** SQLSTATE: connection exceptions, and a server that goes down, starts or drops who is connected. */
const AWAY = /^(08[0-9A-Z]{3}|57P0[0-9])$/;
/** What pg says, without a code, of a connection that ended under a query. */
const ENDED = /^(Connection terminated|Client has encountered a connection error)/;

/** PostgreSQL ends or refuses a connection with severity FATAL; a socket tells by its call or its code. */
function isLost(error: Error): boolean {
  const { severity, syscall, code } = error as { severity?: unknown; syscall?: unknown; code?: unknown };
  return severity === 'FATAL' || syscall === 'connect' || SOCKET.has(String(code)) || AWAY.test(String(code)) || ENDED.test(error.message);
}
