import type { AccountHistory, Stretch } from '../../enrichment/history';
import { DAY } from '../../kernel/instant';
import { explainedBy } from '../declared';
import { abstains, found, quiet } from '../reading';
import type { Signal } from '../signal';
import { graded, sureness } from '../weight';
import type { Explanation } from '../weight';
import { distinctDays, inLast } from '../window';

const WINDOW_DAYS = 30;
/** Traces that the machine is steered from elsewhere, and traces that it is a virtual one, which alone says less. */
const STEERED: ReadonlySet<string> = new Set(['remote_desktop', 'rdp_screen', 'port_3389', 'uniform_key_lag', 'no_pointer_inertia', 'kvm_switch']);
const VIRTUAL: ReadonlySet<string> = new Set(['virtual_machine', 'virtual_gpu']);

/**
 * D4. Traces of a remotely steered or virtual machine (virtual graphics adapter, remote-desktop screen size, no pointer inertia,
 * even key lag, port or host hints from a consenting time tracker) in the sessions of the last 30 days: at least 2 different
 * traces, or one on 3 sessions of 2 days. Virtual-machine traces alone stay at the lowest weight.
 * Source: US advisory of 16 May 2022 (port 3389), Mandiant, Sophos; threshold ours [T]; domain.md section 2.
 */
export const remoteControl: Signal = {
  id: 'D4',
  version: 2,
  title: 'Traces of a machine steered from elsewhere',
  family: 'device',
  halfLifeDays: 45,
  weight: 1.9,
  exhibit: 'table',
  innocent: ['A virtual desktop of an employer or client', 'A cloud machine for development', 'Assistive software that moves the pointer'],
  decides: 'Who provides the remote machine and where the person at it sits',
  declarations: ['virtual_desktop', 'accommodation'],
  alone: true,
  read({ history, asOf }) {
    const seen = inLast(history.stretches, WINDOW_DAYS, asOf).filter((each) => each.device !== null);
    if (seen.length === 0) return abstains('device details of the sessions of the last 30 days');
    const steered = tracesOf(seen, STEERED);
    const virtual = tracesOf(seen, VIRTUAL);
    const shown = seen.filter((each) => each.device!.hints.some((hint) => STEERED.has(hint) || VIRTUAL.has(hint)));
    const kinds = steered.size + virtual.size;
    if (!(kinds >= 2 || (shown.length >= 3 && distinctDays(shown) >= 2))) return quiet;
    const share = shown.length / seen.length;
    const explained: (Explanation | null)[] = [
      explainedBy(history.declarations, 'virtual_desktop', shown, 'A virtual desktop is declared for this time.'),
      explainedBy(history.declarations, 'accommodation', shown, 'Assistive software is declared.', () => 0.6),
      corporate(shown),
      sinceDayOne(history),
    ];
    return found(remoteControl, {
      llr: steered.size === 0 ? 1 : graded(steered.size + share, 1, 4, 1.1, 1.9),
      quality: sureness(shown.length, 3),
      firstAt: shown[0]!.at,
      lastAt: shown.at(-1)!.at,
      value: { sessions: seen.length, withTraces: shown.length, steered: steered.size, virtual: virtual.size, traces: [...steered, ...virtual].sort().join(' ') },
      words: `${shown.length} of ${seen.length} sessions show ${steered.size > 0 ? 'traces of a machine steered from elsewhere' : 'a virtual machine'}.`,
      evidence: shown.map((each) => each.event),
      explained: explained.filter((each) => each !== null),
    });
  },
};

function tracesOf(stretches: readonly Stretch[], wanted: ReadonlySet<string>): Set<string> {
  return new Set(stretches.flatMap((each) => each.device!.hints.filter((hint) => wanted.has(hint))));
}

function corporate(shown: readonly Stretch[]): Explanation | null {
  const office = shown.filter((each) => each.network.class === 'corporate');
  if (office.length === 0) return null;
  return { kind: 'corporate_network', share: (0.5 * office.length) / shown.length, words: 'The sessions come from a company network, where virtual desktops are common.', evidence: office.map((each) => each.event) };
}

function sinceDayOne(history: AccountHistory): Explanation | null {
  const first = history.stretches[0]!.at;
  const early = history.stretches.filter((each) => each.at <= first + 14 * DAY && each.device !== null);
  const traced = early.filter((each) => each.device!.hints.some((hint) => VIRTUAL.has(hint) || STEERED.has(hint)));
  if (traced.length < 3 || traced.length < 0.8 * early.length) return null;
  return { kind: 'since_day_one', share: 0.3, words: 'It has been so since the first two weeks.', evidence: traced.slice(0, 5).map((each) => each.event) };
}
