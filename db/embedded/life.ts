import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process by number and by birth, because the system gives numbers out again. */
export type Life = { pid: number; born: string };

/** The process with this number, or null when there is none or only its zombie. */
export function lifeOf(pid: number): Life | null {
  if (!Number.isSafeInteger(pid) || pid <= 0) return null;
  if (process.platform === 'linux') return lifeInProc(pid);
  if (process.platform === 'win32') return answersSignals(pid) ? { pid, born: '' } : null;
  const ps = spawnSync('ps', ['-o', 'state=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const [state, ...born] = ps.stdout.trim().split(/\s+/);
  return state && !state.startsWith('Z') ? { pid, born: born.join(' ') } : null;
}

export function lives(life: Life): boolean {
  return lifeOf(life.pid)?.born === life.born;
}

/** The command line of a process, words separated by spaces; empty when unknown. */
export function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

/** The number of the process that started this one; 0 when unknown. */
export function parentOf(pid: number): number {
  if (process.platform === 'linux') return Number(statOf(pid)?.[1] ?? 0);
  return Number(spawnSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }).stdout) || 0;
}

/** Waits until the process is gone; false when it still lives after `patience` milliseconds. */
export async function isGone(life: Life, patience: number): Promise<boolean> {
  const until = performance.now() + patience;
  while (lives(life)) {
    if (performance.now() > until) return false;
    await pause(25);
  }
  return true;
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}

function lifeInProc(pid: number): Life | null {
  const fields = statOf(pid);
  if (!fields || fields[0] === 'Z' || fields[0] === 'X') return null;
  return { pid, born: `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8)}-${fields[19]}` };
}

/** proc(5), from field 3 on: the state, the parent, …, and as field 22 the start in clock ticks since boot. The name before them may hold spaces. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

function answersSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
