/** Whether an import can be thrown away: its file waits, and nothing of it was read. Of what ran, it tells where events came from, and stays. */
export function canDiscard({ status, lines }: { status: string; lines: number }): boolean {
  return status === 'waiting' && lines === 0;
}
