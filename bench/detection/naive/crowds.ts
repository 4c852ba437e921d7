/** Who shows what: for each kind of value, the accounts that show it. */
export class Crowds {
  private readonly kinds = new Map<string, Map<string, Set<string>>>();
  private readonly accounts = new Set<string>();
  private rows: Map<string, Record<string, number>> | null = null;

  add(kind: string, value: string, account: string): void {
    const values = this.kinds.get(kind) ?? new Map<string, Set<string>>();
    this.kinds.set(kind, values);
    const own = values.get(value);
    if (own) own.add(account);
    else values.set(value, new Set([account]));
    this.accounts.add(account);
  }

  /**
   * For each kind: how many others the account meets at most on one value, and how many of its values it shares. A value that more
   * than one account in a hundred (and more than twelve) shows is left out, as anybody would who looks at the first results.
   */
  of(account: string): Record<string, number> {
    this.rows ??= this.counted();
    return this.rows.get(account) ?? Object.fromEntries(KINDS.flatMap((kind) => [[`${kind}Others`, 0], [`${kind}Shared`, 0]]));
  }

  private counted(): Map<string, Record<string, number>> {
    const crowd = Math.max(12, this.accounts.size / 100);
    const rows = new Map([...this.accounts].map((account) => [account, Object.fromEntries(KINDS.flatMap((kind) => [[`${kind}Others`, 0], [`${kind}Shared`, 0]])) as Record<string, number>]));
    for (const kind of KINDS) for (const sharing of this.kinds.get(kind)?.values() ?? []) {
      if (sharing.size < 2 || sharing.size > crowd) continue;
      for (const account of sharing) {
        const row = rows.get(account) as Record<string, number>;
        row[`${kind}Others`] = Math.max(row[`${kind}Others`] ?? 0, sharing.size - 1);
        row[`${kind}Shared`] = (row[`${kind}Shared`] ?? 0) + 1;
      }
    }
    return rows;
  }
}

const KINDS = ['device', 'address', 'exit', 'payee', 'document', 'photo', 'portfolio', 'profileText', 'proposalText', 'client'] as const;
