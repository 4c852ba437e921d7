import Link from 'next/link';
import { Face } from '../ui/avatar';

/** `href`: the cases that they hold. */
export type OnShift = { name: string; presence: 'you' | 'here' | 'elsewhere'; at: string; href?: string };

/** Who is working now and on what. */
export function QueueShift({ people }: { people: readonly OnShift[] }) {
  return (
    <>
      <hr />
      <p className="lbl mb-1.5">On shift now</p>
      <ul>
        {people.map((person, nth) => (
          <li className="row sm py-[3px]" key={`${nth} ${person.name}`}><Face name={person.name} presence={person.presence} /><span>{person.presence === 'you' ? 'You' : person.name}</span><span className="grow" />{person.href === undefined ? <span className="qq xs">{person.at}</span> : <Link className="qq xs cut" href={person.href} prefetch={false}>{person.at}</Link>}</li>
        ))}
      </ul>
    </>
  );
}
