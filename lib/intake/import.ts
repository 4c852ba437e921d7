/** Whether an import can be thrown away: nothing reads its file, and nothing of it was read. Of what ran, it tells where events came from, and stays. */
export function canDiscard({ status, lines }: { status: string; lines: number }): boolean {
  return status !== 'running' && lines === 0;
}
