/** What drivers say of a lost connection, and what PostgreSQL says while it comes, goes or has no room, or lets one of two go first. */
const codes = new Set([
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'],
  ...['40001', '40P01'],
  ...['57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006'],
]);

/** Whether something failed because what it depends on cannot be reached: the same request may succeed in a moment. */
export function isAway(error: unknown): boolean {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && codes.has(String(at.code))) return true;
  }
  return false;
}
