import { Face } from '../ui/avatar';

export type OnShift = { name: string; presence: 'you' | 'here' | 'elsewhere'; at: string };

/** Who is working now and on what. */
export function QueueShift({ people }: { people: readonly OnShift[] }) {
  return (
    <>
      <hr />
      <p className="lbl mb-1.5">On shift now</p>
      <ul>
        {people.map((person) => (
          <li className="row sm py-[3px]" key={person.name}><Face name={person.name} presence={person.presence} /><span>{person.presence === 'you' ? 'You' : person.name}</span><span className="grow" /><span className="qq xs">{person.at}</span></li>
        ))}
      </ul>
    </>
  );
}
