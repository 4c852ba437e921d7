import pg from 'pg';

/** A connection of the test's own: it reads what the product has kept, and moves data where a story needs time to pass. */
export type Data = {
  rows<Row extends object>(query: string, values?: readonly unknown[]): Promise<Row[]>;
  /** Changes rows as an arrangement that says so itself, since the guards ask who changes what. */
  change(query: string, values?: readonly unknown[]): Promise<void>;
  /** Lets time pass for a question to a holder: everything about it happened that many days earlier. */
  backdateQuestion(caseId: string, days: number): Promise<void>;
  close(): Promise<void>;
};

export function dataOf(databaseUrl: string): Data {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2, application_name: 'countersign e2e' });
  pool.on('error', () => {});
  const arranged = async (act: (client: pg.PoolClient) => Promise<void>): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('countersign.command', 'arranged', true), set_config('countersign.actor', 'e2e', true)`);
      await act(client);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    } finally {
      client.release();
    }
  };
  return {
    rows: async <Row extends object>(query: string, values: readonly unknown[] = []) => (await pool.query<Row>(query, [...values])).rows,
    change: (query, values = []) => arranged(async (client) => { await client.query(query, [...values]); }),
    backdateQuestion: (caseId, days) => arranged(async (client) => {
      // Decisions never change: for this one arrangement their guard looks away.
      for (const table of ['decisions', 'confirmations']) await client.query(`alter table ${table} disable trigger append_only`);
      const span = `${days} days`;
      await client.query('update decisions set proposed_at = proposed_at - $2::interval where case_id = $1', [caseId, span]);
      await client.query('update confirmations set confirmed_at = confirmed_at - $2::interval, holds_until = holds_until - $2::interval where decision in (select id from decisions where case_id = $1)', [caseId, span]);
      await client.query('update cases set opened_at = opened_at - $2::interval, asked_at = asked_at - $2::interval, asked_until = asked_until - $2::interval, due_at = due_at - $2::interval where id = $1', [caseId, span]);
      for (const table of ['decisions', 'confirmations']) await client.query(`alter table ${table} enable trigger append_only`);
    }),
    close: () => pool.end(),
  };
}
