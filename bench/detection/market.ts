import { Random } from './random';

/** Who buys: clients by popularity, the same for everybody in a world. */
export class Market {
  constructor(private readonly seed: string, private readonly clients: number) {}

  client(random: Random): string {
    return this.clientNumber(random.zipf(this.clients) + random.int(0, 9));
  }

  clientNumber(number: number): string {
    return `cl_${new Random(`${this.seed}/client/${number}`).code(8)}`;
  }

  /** What a client pays with and from: the same each time, told for some contracts only. */
  payerOf(client: string): { clientInstrument: string; clientDevice: string } {
    const own = new Random(`${this.seed}/payer/${client}`);
    return { clientInstrument: `pi_${own.code(14)}`, clientDevice: `dv_${own.code(16)}` };
  }

  job(random: Random): string {
    return `job_${random.code(7)}`;
  }
}
